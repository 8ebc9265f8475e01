package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Asks for an echo, without waiting (RFC 7047 §4.1.11); {@code answered} is called on the connection's own thread. */
    public void echo(Runnable answered) {
        Futures.addCallback(
                requests.track(rpc.echo()),
                new FutureCallback<Object>() {
                    @Override
                    public void onSuccess(@Nullable Object echoed) {
                        answered.run();
                    }

                    @Override
                    public void onFailure(Throwable gone) {
                        // who does not answer is given up by whoever asks
                    }
                },
                MoreExecutors.directExecutor());
    }

    /** The peer is a host of ours from now on. */
    public void admit() {
        // what is read of it has the same limits before and after
    }

    /** Ends the connection. */
    public void close() {
        var unused = requests.channel().close();
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
