package io.landbridge.southbound.ovsdb.codec;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.opendaylight.ovsdb.lib.message.OvsdbRPC;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an echo on a connection that has been silent (RFC 7047 §4.1.11), and closes one that stays so. */
final class InactivityProbe extends IdleStateHandler {
    private static final Logger LOG = LoggerFactory.getLogger(InactivityProbe.class);

    private final OvsdbRPC rpc;
    private final Requests requests;

    InactivityProbe(OvsdbRPC rpc, Requests requests, Duration interval) {
        super(interval.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        this.rpc = rpc;
        this.requests = requests;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        if (event.isFirst()) {
            var unused = requests.track(rpc.echo());
        } else {
            LOG.warn("{}: has not answered an echo; disconnecting", requests);
            var unused = context.close();
        }
    }
}
