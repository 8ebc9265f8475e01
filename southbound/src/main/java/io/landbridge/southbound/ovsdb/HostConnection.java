package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.southbound.ovsdb.codec.RowChange;
import io.landbridge.southbound.ovsdb.codec.Session;
import io.landbridge.southbound.ovsdb.codec.Transaction;
import java.util.List;
import java.util.Optional;

/** A connection with what its monitor has reported so far: who it is, and once it is admitted, all its rows. */
final class HostConnection implements HostDatabase, Peer, Session.Listener {
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
        return dialledFor.isPresent() || name().isPresent();
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

    /** Whether all rows are known. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void closed() {
        connections.closed(this);
    }

    @Override
    public void echo(Runnable answered) {
        session.echo(answered);
    }

    @Override
    public void admit(PeerIdentity identity) {
        connections.admit(this, identity);
        session.admit();
    }

    @Override
    public void close() {
        session.close();
    }

    /** Who it is by what its database says, or by whom it was dialled for. */
    PeerIdentity identity() {
        Optional<HostId> host = dialledFor.or(() -> name().flatMap(HostConnection::usable));
        return new PeerIdentity.Claimed(
                new PeerIdentity.Claim.Database(host),
                session.remoteAddress().getHostAddress(),
                dialledFor.isPresent());
    }

    private Optional<String> name() {
        return snapshot.root()
                .flatMap(root -> Optional.ofNullable(root.pairs("external_ids").get(HOST_KEY)));
    }

    private static Optional<HostId> usable(String name) {
        try {
            return Optional.of(new HostId(name));
        } catch (InvalidIntentException unusable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
