package io.landbridge.southbound.ovsdb.codec;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests of one connection. The library never answers those of a connection that is gone: here they are
 * cancelled.
 */
final class Requests {
    private final Channel channel;
    private final Duration timeout;

    Requests(Channel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
    }

    /** Has the request cancelled when the connection goes, or at once if it has gone. */
    <T> ListenableFuture<T> track(ListenableFuture<T> request) {
        ChannelFutureListener cancel = closed -> request.cancel(false);
        channel.closeFuture().addListener(cancel);
        request.addListener(() -> channel.closeFuture().removeListener(cancel), MoreExecutors.directExecutor());
        return request;
    }

    /**
     * Waits for the answer.
     *
     * @throws DeviceException if there is none
     */
    <T> T await(ListenableFuture<T> request) throws DeviceException {
        try {
            return track(request).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            throw channel.isActive()
                    ? new DeviceException(
                            Kind.TIMED_OUT, this + " did not answer within " + timeout.toMillis() + " ms", e)
                    : new DeviceException(Kind.DISCONNECTED, this + " went away before it answered", e);
        } catch (ExecutionException e) {
            throw new DeviceException(Kind.REFUSED, this + " did not answer in OVSDB: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Kind.TIMED_OUT, "interrupted while waiting for " + this, e);
        }
    }

    Channel channel() {
        return channel;
    }

    @Override
    public String toString() {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? "OVSDB at " + peer.getAddress().getHostAddress() + ":" + peer.getPort()
                : "OVSDB";
    }
}
