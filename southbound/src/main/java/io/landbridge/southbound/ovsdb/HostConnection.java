package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.southbound.ovsdb.codec.RowChange;
import io.landbridge.southbound.ovsdb.codec.Session;
import io.landbridge.southbound.ovsdb.codec.Transaction;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A connection with what its monitor has reported so far: who it is, and once it is admitted, all its rows. */
final class HostConnection implements HostDatabase, Session.Listener {
    private static final String HOST_KEY = "landbridge-host";

    private final Session session;
    private final Connections connections;
    private final Optional<HostId> dialledFor;
    private volatile Snapshot snapshot;
    private volatile boolean open;

    HostConnection(
            Session session, ImmutableList<RowChange> rows, Optional<HostId> dialledFor, Connections connections) {
        this.session = session;
        this.connections = connections;
        this.dialledFor = dialledFor;
        this.snapshot = Snapshot.EMPTY.with(rows);
    }

    @Override
    public Facts read(InterfaceName bridge) throws DeviceException {
        return FactsReader.read(snapshot, bridge, session.localAddress().getHostAddress());
    }

    @Override
    public void apply(InterfaceName bridge, List<BridgeEdit> edits) throws DeviceException {
        if (edits.isEmpty()) {
            return;
        }
        Transaction transaction = session.transaction();
        try {
            BridgeTransaction.write(transaction, snapshot, bridge, edits);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(Kind.REFUSED, session + ": its schema does not fit: " + e.getMessage(), e);
        }
        session.commit(transaction);
    }

    @Override
    public boolean isIdentified() {
        return name().isPresent();
    }

    @Override
    public void opened(ImmutableList<RowChange> rows) {
        snapshot = Snapshot.EMPTY.with(rows);
        open = true;
        changed(ImmutableList.of());
    }

    @Override
    public void changed(ImmutableList<RowChange> changes) {
        snapshot = snapshot.with(changes);
        if (session.keeps(snapshot.weight())) {
            connections.changed(this);
        }
    }

    /** It is one of the hosts, so all its rows are asked for. */
    void admit() {
        session.admit();
    }

    /** Whether all rows are known. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void closed() {
        connections.closed(this);
    }

    /** What the host says its name is; whose host it was dialled for, if it was. */
    Optional<String> name() {
        return dialledFor
                .map(HostId::value)
                .or(() -> snapshot.root()
                        .flatMap(root ->
                                Optional.ofNullable(root.pairs("external_ids").get(HOST_KEY))));
    }

    InetAddress peer() {
        return session.remoteAddress();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
