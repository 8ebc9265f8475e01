package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.codec.Share;
import io.landbridge.southbound.codec.Stranger;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opendaylight.ovsdb.lib.message.OvsdbRPC;

/**
 * One connection to one database: at first no more is known than who it says it is; all its rows are watched once it is
 * admitted.
 */
public final class Session {
    private static final String WAIT_FAILED = "timed out";

    /** Far more than all that we ever have on the way to a database, which may let us wait until it has been heard. */
    private static final WriteBufferWaterMark LARGEST_UNREAD = new WriteBufferWaterMark(512 << 10, 1 << 20);

    /** Of the rows of one host, as they are kept: some five thousand ports, so that one host does not starve the others. */
    private static final long LARGEST_DATABASE = 24 << 20;

    private final OvsdbRPC rpc;
    private final Requests requests;
    private final Stranger peer;
    private final Share kept;
    private final Consumer<Session> open;
    private final AtomicBoolean admitted = new AtomicBoolean();
    private volatile Optional<Schema> schema = Optional.empty();

    Session(OvsdbRPC rpc, Requests requests, Stranger peer, Consumer<Session> open) {
        this.rpc = rpc;
        this.requests = requests;
        this.peer = peer;
        this.kept = new Share(peer);
        this.open = open;
    }

    /** Takes a session over when it is known what it says of who it is. */
    public interface Acceptor {
        /** Called on the connection's own thread, as is the listener it returns; they must return at once. */
        Listener accept(Session session, ImmutableList<RowChange> identity);
    }

    /** Hears of a session. */
    public interface Listener {
        /** Whether it says who it is; if it does not in time, the connection is closed. */
        boolean isIdentified();

        /** All rows that are watched, in the place of what was known before; once, after {@link #admit}. */
        void opened(ImmutableList<RowChange> rows);

        /**
         * The changes of one transaction, together and in the database's order: of the identity before
         * {@link #opened}, of all rows from then on.
         */
        void changed(ImmutableList<RowChange> changes);

        /** The connection is gone; the last call. */
        void closed();
    }

    /**
     * It belongs here: it does not count among those who wait any more, it may send larger messages, and all its rows
     * are asked for; {@link Listener#opened} follows. From any thread; once is enough.
     */
    public void admit() {
        peer.admit();
        if (admitted.compareAndSet(false, true)) {
            requests.channel().config().setWriteBufferWaterMark(LARGEST_UNREAD);
            requests.channel().eventLoop().execute(() -> open.accept(this));
        }
    }

    /** Ends the connection; {@link Listener#closed} follows. From any thread. */
    public void close() {
        var unused = requests.channel().close();
    }

    /**
     * Whether so many bytes can be kept of what it has said, in the place of those before, out of what is kept of all;
     * if not, the connection is refused. From the connection's own thread.
     */
    public boolean keeps(long bytes) {
        boolean fits = bytes <= LARGEST_DATABASE && kept.hold(bytes);
        if (!fits) {
            peer.refuse("its database takes " + bytes + " bytes here; one may take " + LARGEST_DATABASE
                    + ", and all together no more than the controller has");
        }
        return fits;
    }

    /** Ends the connection because of what it did, and says so to who watches for that; from any thread. */
    public void refuse(String reason) {
        peer.refuse(reason);
    }

    void opened(Schema found) {
        schema = Optional.of(found);
    }

    /**
     * A transaction to be filled and then given to {@link #commit}.
     *
     * @throws DeviceException if not all rows are known yet
     */
    public Transaction transaction() throws DeviceException {
        return new Transaction(schema.orElseThrow(
                () -> new DeviceException(Kind.DISCONNECTED, this + " has not been read in full yet")));
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
