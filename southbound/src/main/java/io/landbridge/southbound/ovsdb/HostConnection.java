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

/** A connection with what its monitor has reported so far. */
final class HostConnection implements HostDatabase, Session.Listener {
    private static final String HOST_KEY = "landbridge-host";

    private final Session session;
    private final Connections connections;
    private final Optional<HostId> dialledFor;
    private volatile Snapshot snapshot;

    HostConnection(
            Session session, ImmutableList<RowChange> rows, Optional<HostId> dialledFor, Connections connections) {
        this.session = session;
        this.connections = connections;
        this.dialledFor = dialledFor;
        this.snapshot = Snapshot.EMPTY.with(rows);
    }

    @Override
    public Facts read(InterfaceName bridge) {
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
    public void changed(ImmutableList<RowChange> changes) {
        snapshot = snapshot.with(changes);
        connections.changed(this);
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
