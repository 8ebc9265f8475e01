package io.landbridge.southbound.ovsdb.codec;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Streams;
import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.ovsdb.lib.message.MonitorRequest;
import org.opendaylight.ovsdb.lib.message.OvsdbRPC;
import org.opendaylight.ovsdb.lib.message.UpdateNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a connection into a session: asks for the schema, monitors what is watched (RFC 7047 §4.1.5), then passes
 * each update on. Everything happens on the channel's own thread, so an update never overtakes the first rows.
 */
final class Handshake extends ChannelInboundHandlerAdapter implements OvsdbRPC.Callback {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final String MONITOR = "landbridge";

    private final OvsdbRPC rpc;
    private final Requests requests;
    private final ImmutableSetMultimap<String, String> watched;
    private final Session.Acceptor acceptor;
    private Optional<Session.Listener> listener = Optional.empty();

    Handshake(
            OvsdbRPC rpc, Requests requests, ImmutableSetMultimap<String, String> watched, Session.Acceptor acceptor) {
        this.rpc = rpc;
        this.requests = requests;
        this.watched = watched;
        this.acceptor = acceptor;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        rpc.registerCallback(this);
        ListenableFuture<Session.Listener> opened = FluentFuture.from(
                        requests.track(rpc.get_schema(List.of(Schema.DATABASE))))
                .transform(answer -> Schema.of(answered(answer), watched), directExecutor())
                .transformAsync(this::monitor, directExecutor());
        Futures.addCallback(opened, new Opening(context), directExecutor());
    }

    private ListenableFuture<Session.Listener> monitor(Schema schema) {
        Map<String, MonitorRequest> tables = schema.tables().stream()
                .collect(ImmutableMap.toImmutableMap(
                        table -> table,
                        table -> new MonitorRequest(table, schema.table(table).getColumns())));
        return FluentFuture.from(requests.track(rpc.monitor(() -> List.of(Schema.DATABASE, MONITOR, tables))))
                .transform(
                        rows -> acceptor.accept(new Session(rpc, requests, schema), changes(answered(rows))),
                        directExecutor());
    }

    private final class Opening implements FutureCallback<Session.Listener> {
        private final ChannelHandlerContext context;

        Opening(ChannelHandlerContext context) {
            this.context = context;
        }

        @Override
        public void onSuccess(Session.@Nullable Listener accepted) {
            listener = Optional.ofNullable(accepted);
        }

        @Override
        public void onFailure(Throwable cause) {
            drop(context, cause);
        }
    }

    /** The library turns a refusal into no answer at all. */
    private static JsonNode answered(JsonNode answer) {
        return Optional.ofNullable(answer)
                .orElseThrow(() -> new IllegalStateException("it has no database " + Schema.DATABASE));
    }

    @Override
    public void update(Object channel, UpdateNotification update) {
        ImmutableList<RowChange> changes = changes(update.getUpdates());
        listener.ifPresent(known -> known.changed(changes));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.ifPresent(Session.Listener::closed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        drop(context, cause);
    }

    private void drop(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CancellationException || cause instanceof IOException) {
            LOG.info("{}: disconnected: {}", requests, cause.getMessage());
        } else {
            LOG.warn("{} does not answer as Open vSwitch does, disconnecting: {}", requests, cause.toString());
            LOG.debug("{}", requests, cause);
        }
        var unused = context.close();
    }

    @Override
    public void locked(Object channel, List<String> ids) {
        // Landbridge takes no OVSDB locks.
    }

    @Override
    public void stolen(Object channel, List<String> ids) {
        // Landbridge takes no OVSDB locks.
    }

    private static ImmutableList<RowChange> changes(JsonNode updates) {
        return Streams.stream(updates.fields())
                .flatMap(table -> Streams.stream(table.getValue().fields())
                        .map(row -> new RowChange(
                                table.getKey(),
                                row.getKey(),
                                Optional.ofNullable(row.getValue().get("new")).map(Handshake::columns))))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, Datum> columns(JsonNode row) {
        return Streams.stream(row.fields())
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, column -> Datum.of(column.getValue())));
    }
}
