package io.landbridge.southbound.ovsdb.codec;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Streams;
import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.landbridge.southbound.codec.Stranger;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opendaylight.ovsdb.lib.message.MonitorRequest;
import org.opendaylight.ovsdb.lib.message.OvsdbRPC;
import org.opendaylight.ovsdb.lib.message.UpdateNotification;

/**
 * Turns a connection into a session: monitors who it is, and once it is admitted asks for the schema and monitors all
 * that is watched (RFC 7047 §4.1.5), then passes each update on. Everything happens on the channel's own thread, so an
 * update never overtakes the first rows.
 */
final class Handshake extends ChannelInboundHandlerAdapter implements OvsdbRPC.Callback {
    private static final String WHO = "landbridge-who";
    private static final String ALL = "landbridge";

    private final OvsdbRPC rpc;
    private final Requests requests;
    private final Stranger peer;
    private final Watches watches;
    private final Session.Acceptor acceptor;
    private Optional<Session.Listener> listener = Optional.empty();
    private String monitor = WHO;

    /**
     * What is monitored.
     *
     * @param identity the columns that say who it is, by table
     * @param all the columns that are needed of one who is admitted, by table
     */
    record Watches(ImmutableSetMultimap<String, String> identity, ImmutableSetMultimap<String, String> all) {}

    Handshake(OvsdbRPC rpc, Requests requests, Stranger peer, Watches watches, Session.Acceptor acceptor) {
        this.rpc = rpc;
        this.requests = requests;
        this.peer = peer;
        this.watches = watches;
        this.acceptor = acceptor;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        rpc.registerCallback(this);
        then(monitor(WHO, watches.identity()), rows -> {
            Session session = new Session(rpc, requests, peer, this::open);
            listener = Optional.of(acceptor.accept(session, rows));
            noteWhetherIdentified();
        });
    }

    /** Asks for all that is watched; the listener hears of it when it is there. */
    private void open(Session session) {
        then(requests.track(rpc.get_schema(List.of(Schema.DATABASE))), answer -> {
            Schema schema = Schema.of(answered(answer), watches.all());
            then(monitor(ALL, schema.columns()), rows -> {
                monitor = ALL;
                session.opened(schema);
                listener.ifPresent(known -> known.opened(rows));
                var unused = requests.track(rpc.monitor_cancel(() -> List.of(WHO)));
            });
        });
    }

    private ListenableFuture<ImmutableList<RowChange>> monitor(
            String name, ImmutableSetMultimap<String, String> columns) {
        Map<String, MonitorRequest> tables = columns.keySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        table -> table, table -> new MonitorRequest(table, columns.get(table))));
        return FluentFuture.from(requests.track(rpc.monitor(() -> List.of(Schema.DATABASE, name, tables))))
                .transform(rows -> changes(answered(rows)), directExecutor());
    }

    /** Goes on with the answer; a peer without one, or with one that makes no sense, is refused. */
    private <T> void then(ListenableFuture<T> answer, Consumer<T> next) {
        Futures.addCallback(
                FluentFuture.from(answer)
                        .transform(
                                value -> {
                                    next.accept(value);
                                    return true;
                                },
                                directExecutor()),
                new FutureCallback<Boolean>() {
                    @Override
                    public void onSuccess(@Nullable Boolean done) {
                        // next has it
                    }

                    @Override
                    public void onFailure(Throwable cause) {
                        peer.refuse(
                                cause instanceof CancellationException
                                        ? "it does not answer"
                                        : "it does not answer as Open vSwitch does: " + Throwables.getRootCause(cause));
                    }
                },
                directExecutor());
    }

    /** The library turns a refusal into no answer at all. */
    private static JsonNode answered(@Nullable JsonNode answer) {
        return Optional.ofNullable(answer)
                .orElseThrow(() -> new IllegalStateException("it has no database " + Schema.DATABASE));
    }

    @Override
    public void update(Object channel, UpdateNotification update) {
        if (monitor.equals(update.getContext())) {
            ImmutableList<RowChange> changes = changes(update.getUpdates());
            listener.ifPresent(known -> known.changed(changes));
            noteWhetherIdentified();
        }
    }

    private void noteWhetherIdentified() {
        if (listener.filter(Session.Listener::isIdentified).isPresent()) {
            peer.identified();
        }
    }

    /** A peer that does not read what it is sent is not listened to either, so that no answers to it pile up. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.ifPresent(Session.Listener::closed);
    }

    @Override
    public void locked(Object channel, List<String> ids) {
        // Landbridge takes no OVSDB locks.
    }

    @Override
    public void stolen(Object channel, List<String> ids) {
        // Landbridge takes no OVSDB locks.
    }

    /** The rows of the tables and columns that are watched; others were not asked for. */
    private ImmutableList<RowChange> changes(JsonNode updates) {
        return Streams.stream(updates.fields())
                .filter(table -> watches.all().containsKey(table.getKey()))
                .flatMap(table -> Streams.stream(table.getValue().fields())
                        .map(row -> new RowChange(
                                table.getKey(),
                                row.getKey(),
                                Optional.ofNullable(row.getValue().get("new"))
                                        .map(columns -> columns(table.getKey(), columns)))))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableMap<String, Datum> columns(String table, JsonNode row) {
        return Streams.stream(row.fields())
                .filter(column -> watches.all().containsEntry(table, column.getKey()))
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, column -> Datum.of(column.getValue())));
    }
}
