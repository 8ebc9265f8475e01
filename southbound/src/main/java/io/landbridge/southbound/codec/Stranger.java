package io.landbridge.southbound.codec;

import com.google.common.base.Throwables;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection, from when it comes, and whether it is admitted. As the last handler of its pipeline it ends the
 * connection when anything before it fails, and when the peer does not read what it is sent.
 */
public final class Stranger extends ChannelInboundHandlerAdapter {
    /** Where a connection keeps its own. */
    public static final AttributeKey<Stranger> OF_CHANNEL = AttributeKey.valueOf("landbridge-stranger");

    private final Strangers all;
    private final Channel channel;
    private final InetAddress address;
    private final Duration deadline;
    private final ScheduledFuture<?> timer;
    private final AtomicBoolean waits = new AtomicBoolean(true);
    private final AtomicBoolean refused = new AtomicBoolean();
    private Optional<ScheduledFuture<?>> stalled = Optional.empty();
    private volatile boolean admitted;

    Stranger(Strangers all, Channel channel, InetAddress address, Duration deadline) {
        this.all = all;
        this.channel = channel;
        this.address = address;
        this.deadline = deadline;
        this.timer = after("it does not say who it is");
        channel.closeFuture().addListener(closed -> {
            timer.cancel(false);
            leave();
        });
    }

    /** It has said who it is, so its time to do so does not run out any more. */
    public void identified() {
        timer.cancel(false);
    }

    /** It belongs here: it counts no more, and the larger bounds hold; from any thread. */
    public void admit() {
        timer.cancel(false);
        admitted = true;
        leave();
    }

    public boolean isAdmitted() {
        return admitted;
    }

    private void leave() {
        if (waits.compareAndSet(true, false)) {
            all.left(address);
        }
    }

    /** Ends the connection and tells why, once; from any thread. */
    public void refuse(String reason) {
        if (channel.isOpen() && refused.compareAndSet(false, true)) {
            all.tell(address, reason);
        }
        var unused = channel.close();
    }

    /** The bytes that connections such as this one may take together. */
    ByteBudget bytes() {
        return all.bytes(admitted);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stalled.ifPresent(running -> running.cancel(false));
        stalled = channel.isWritable() ? Optional.empty() : Optional.of(after("it does not read what it is sent"));
        context.fireChannelWritabilityChanged();
    }

    /** A connection that breaks is no offence; what a decoder throws never comes as an {@link IOException} itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            var unused = channel.close();
        } else {
            Throwable root = Throwables.getRootCause(cause);
            refuse("what it says cannot be read: "
                    + (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()));
        }
    }

    void whenGone(Runnable then) {
        channel.closeFuture().addListener(closed -> then.run());
    }

    /** Where it dialled from, as {@code /192.0.2.1:49152}. */
    @Override
    public String toString() {
        return String.valueOf(channel.remoteAddress());
    }

    private ScheduledFuture<?> after(String reason) {
        return channel.eventLoop()
                .schedule(
                        () -> refuse(reason + " within " + deadline.toSeconds() + " s"),
                        deadline.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
