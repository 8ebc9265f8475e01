package io.landbridge.southbound.openflow.codec;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.codec.Share;
import io.landbridge.southbound.codec.Stranger;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionAdapter;
import org.opendaylight.yangtools.yang.common.RpcResult;

/** A connection that the library holds. */
final class LibraryConnection implements Connection {
    /** How many changes may be on their way. */
    private static final int WINDOW = 4096;

    /** What the library's queue must take: the changes, and with room to spare all else, which is few at a time. */
    static final int QUEUE = 2 * WINDOW;

    private final ConnectionAdapter adapter;
    private final Stranger stranger;
    private final Share kept;
    private final String peer;
    private final String address;
    private final Duration timeout;
    private final Semaphore window = new Semaphore(WINDOW);
    private final Listener listener;
    private final Inbound inbound;

    private LibraryConnection(
            ConnectionAdapter adapter, Stranger stranger, Duration timeout, Function<Connection, Listener> listeners) {
        this.adapter = adapter;
        this.address = adapter.getRemoteAddress().getAddress().getHostAddress();
        this.stranger = stranger;
        this.kept = new Share(stranger);
        this.peer = stranger.toString();
        this.timeout = timeout;
        this.listener = listeners.apply(this);
        this.inbound = new Inbound(adapter, stranger, listener);
    }

    /**
     * Takes over a connection that the library has accepted.
     *
     * @param timeout how long a switch may take nothing of what is on its way
     */
    static LibraryConnection take(
            ConnectionAdapter adapter, Stranger stranger, Duration timeout, Function<Connection, Listener> listeners) {
        adapter.setExecutorService(MoreExecutors.newDirectExecutorService());
        LibraryConnection taken = new LibraryConnection(adapter, stranger, timeout, listeners);
        taken.inbound.listen();
        return taken;
    }

    void received(int xid, Reply reply) {
        listener.received(xid, reply);
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void hello(int xid) {
        watch(xid, adapter.hello(Messages.hello(xid)));
    }

    @Override
    public void features(int xid) {
        watch(xid, adapter.getFeatures(Messages.features(xid)));
    }

    @Override
    public void echo(int xid) {
        watch(xid, adapter.echo(Messages.echo(xid)));
    }

    @Override
    public void barrier(int xid) {
        watch(xid, adapter.barrier(Messages.barrier(xid)));
    }

    @Override
    public void flowStats(int xid, CookieFilter filter) {
        watch(xid, adapter.multipartRequest(Messages.flowStats(xid, filter)));
    }

    @Override
    public void flowCount(int xid, CookieFilter filter) {
        watch(xid, adapter.multipartRequest(Messages.flowCount(xid, filter)));
    }

    @Override
    public void bundle(int xid, int bundleId, BundleStep step) {
        watch(xid, adapter.experimenter(Messages.bundle(xid, bundleId, step)));
    }

    @Override
    public void flowMod(int xid, FlowEdit edit) throws DeviceException {
        enterWindow();
        watchInWindow(xid, adapter.flowMod(Messages.flowMod(xid, edit)));
    }

    @Override
    public void addToBundle(int xid, int bundleId, FlowEdit edit) throws DeviceException {
        enterWindow();
        watchInWindow(xid, adapter.experimenter(Messages.addToBundle(xid, bundleId, edit)));
    }

    @Override
    public void admit() {
        stranger.admit();
    }

    @Override
    public void refuse(String reason) {
        stranger.refuse(reason);
        close();
    }

    @Override
    public boolean keeps(long bytes) {
        return kept.hold(bytes);
    }

    @Override
    public void close() {
        var unused = adapter.disconnect();
        inbound.gone();
    }

    private void enterWindow() throws DeviceException {
        if (!adapter.isAlive()) {
            throw new DeviceException(Kind.DISCONNECTED, "the switch at " + peer + " has disconnected");
        }
        try {
            if (window.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DeviceException(
                Kind.TIMED_OUT, "the switch at " + peer + " has taken nothing for " + timeout.toSeconds() + " s");
    }

    private void watchInWindow(int xid, ListenableFuture<? extends RpcResult<?>> written) {
        written.addListener(window::release, MoreExecutors.directExecutor());
        watch(xid, written);
    }

    /** What could not be written is reported as if the switch had refused it, so that nobody takes it for done. */
    private void watch(int xid, ListenableFuture<? extends RpcResult<?>> written) {
        Futures.addCallback(
                written,
                new FutureCallback<RpcResult<?>>() {
                    @Override
                    public void onSuccess(@Nullable RpcResult<?> result) {
                        if (result != null && !result.isSuccessful()) {
                            notSent(xid, result.getErrors());
                        }
                    }

                    @Override
                    public void onFailure(Throwable cause) {
                        notSent(xid, cause);
                    }
                },
                MoreExecutors.directExecutor());
    }

    private void notSent(int xid, Object cause) {
        listener.received(xid, new Reply.Refusal(Reply.Refusal.NOT_SENT, "not sent: " + cause));
    }
}
