package io.landbridge.southbound.openflow;

import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.port.out.DeviceException;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A connection that notes what is sent; a barrier, an echo or a step of a bundle is done at once, unless told. */
final class ScriptedConnection implements Connection {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, IntConsumer> reactions = new HashMap<>();
    private Optional<Listener> listener = Optional.empty();

    void attach(Listener heard) {
        listener = Optional.of(heard);
    }

    /** From now on that message is answered so; not at all if by nothing. */
    void answer(String message, Reply... replies) {
        on(message, xid -> List.of(replies).forEach(reply -> say(xid, reply)));
    }

    /** From now on that happens when that message is sent. */
    void on(String message, IntConsumer reaction) {
        reactions.put(message, reaction);
    }

    /** What was sent since this was last called. */
    List<String> sent() {
        List<String> messages = List.copyOf(sent);
        sent.clear();
        return messages;
    }

    void say(int xid, Reply reply) {
        listener.orElseThrow().received(xid, reply);
    }

    @Override
    public String peer() {
        return "192.0.2.1:49152";
    }

    @Override
    public String address() {
        return "192.0.2.1";
    }

    @Override
    public void admit() {
        sent.add("admit");
    }

    @Override
    public void hello(int xid) {
        send(xid, "hello", ignored -> {});
    }

    @Override
    public void features(int xid) {
        send(xid, "features", ignored -> {});
    }

    @Override
    public void echo(int xid) {
        send(xid, "echo", this::done);
    }

    @Override
    public void barrier(int xid) {
        send(xid, "barrier", this::done);
    }

    @Override
    public void flowStats(int xid, CookieFilter filter) {
        send(xid, "flows", ignored -> {});
    }

    @Override
    public void flowCount(int xid, CookieFilter filter) {
        send(xid, "count", ignored -> {});
    }

    @Override
    public void flowMod(int xid, FlowEdit edit) throws DeviceException {
        send(xid, text(edit), ignored -> {});
    }

    @Override
    public void bundle(int xid, int bundleId, BundleStep step) {
        send(xid, step + " " + bundleId, this::done);
    }

    @Override
    public void addToBundle(int xid, int bundleId, FlowEdit edit) throws DeviceException {
        send(xid, bundleId + ": " + text(edit), ignored -> {});
    }

    @Override
    public boolean keeps(long bytes) {
        return true;
    }

    @Override
    public void refuse(String reason) {
        sent.add("refuse: " + reason);
        close();
    }

    @Override
    public void close() {
        sent.add("close");
        listener.orElseThrow().disconnected();
    }

    private static String text(FlowEdit edit) {
        return edit.getClass().getSimpleName() + " " + edit.flow().key().priority();
    }

    private void done(int xid) {
        say(xid, new Reply.Done());
    }

    private void send(int xid, String message, IntConsumer usual) {
        sent.add(message);
        reactions.getOrDefault(message, usual).accept(xid);
    }
}
