package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.opendaylight.ovsdb.lib.message.OvsdbRPC;

/** One connection to one database whose rows are being watched. */
public final class Session {
    private static final String WAIT_FAILED = "timed out";

    private final OvsdbRPC rpc;
    private final Requests requests;
    private final Schema schema;

    Session(OvsdbRPC rpc, Requests requests, Schema schema) {
        this.rpc = rpc;
        this.requests = requests;
        this.schema = schema;
    }

    /** Takes a session over when all of its rows are known. */
    public interface Acceptor {
        /** Called on the connection's own thread, as is the listener it returns; they must return at once. */
        Listener accept(Session session, ImmutableList<RowChange> rows);
    }

    /** Hears of a session. */
    public interface Listener {
        /** The changes of one transaction, together and in the database's order. */
        void changed(ImmutableList<RowChange> changes);

        /** The connection is gone; the last call. */
        void closed();
    }

    /** A transaction to be filled and then given to {@link #commit}. */
    public Transaction transaction() {
        return new Transaction(schema);
    }

    /**
     * Makes all of a transaction or nothing, and waits for the outcome.
     *
     * @throws DeviceException if it was not made, or if that is not known
     */
    public void commit(Transaction transaction) throws DeviceException {
        Optional<List<JsonNode>> results = Optional.ofNullable(requests.await(rpc.transact(transaction.request())));
        List<JsonNode> answers = results.orElseThrow(
                () -> new DeviceException(Kind.REFUSED, this + " did not understand the transaction"));
        for (int i = 0; i < answers.size(); i++) {
            String error = answers.get(i).path("error").asText();
            if (!error.isEmpty()) {
                String details = answers.get(i).path("details").asText();
                throw new DeviceException(
                        error.equals(WAIT_FAILED) ? Kind.CHANGED_MEANWHILE : Kind.REFUSED,
                        "%s: %s: %s (%s)".formatted(this, error, details, transaction.describe(i)));
            }
        }
    }

    /** The controller's own end of the connection. */
    public InetAddress localAddress() {
        return ((InetSocketAddress) requests.channel().localAddress()).getAddress();
    }

    /** The host's end of the connection. */
    public InetAddress remoteAddress() {
        return ((InetSocketAddress) requests.channel().remoteAddress()).getAddress();
    }

    /** Names the peer, as in {@code OVSDB at 192.168.10.163:41234}. */
    @Override
    public String toString() {
        return requests.toString();
    }
}
