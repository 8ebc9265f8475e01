package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Ordering;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Match;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/** Flows as a switch is told of them and tells of them; a flow that was sent is read back equal. */
final class FlowCodec {
    private static final int FLOW_MOD = 14;
    private static final int ADD = 0;
    private static final int DELETE_STRICT = 4;
    private static final int NONE = -1;
    private static final int OXM_MATCH = 1;

    /**
     * All bits of a cookie but one. For a cookie named in full Open vSwitch walks through all flows that have it, for
     * every flow to delete; else it looks the flow up by its key.
     */
    private static final long NEARLY_ALL = Long.MAX_VALUE;

    private FlowCodec() {}

    /**
     * Writes a flow-mod message (OpenFlow 1.3.5 §7.3.4.1). A modification is an ADD too: it overwrites the flow of the
     * same key and keeps its counters, and unlike MODIFY it also sets the cookie and does not depend on the flow's
     * still being there. A deletion names the cookie, so that it never removes what someone else has put in the place.
     */
    static void writeFlowMod(int xid, FlowEdit edit, ByteBuf out) {
        boolean delete = edit instanceof FlowEdit.Delete;
        Flow flow = edit.flow();
        int start = Wire.beginMessage(FLOW_MOD, xid, out);
        out.writeLong(flow.cookie().value());
        out.writeLong(delete ? NEARLY_ALL : 0L);
        out.writeByte(flow.key().table());
        out.writeByte(delete ? DELETE_STRICT : ADD);
        out.writeShort(0).writeShort(0);
        out.writeShort(flow.key().priority());
        out.writeInt(NONE).writeInt(NONE).writeInt(NONE);
        out.writeShort(0).writeZero(2);
        writeMatch(flow.key().match(), out);
        if (!delete) {
            Instructions.write(flow.actions(), out);
        }
        Wire.end(start, out);
    }

    private static void writeMatch(Match match, ByteBuf out) {
        int start = Wire.begin(OXM_MATCH, out);
        match.fields().values().forEach(field -> Oxm.write(field, out));
        Wire.end(start, out);
        out.writeZero(Wire.padding(out.writerIndex() - start));
    }

    /** Reads the body of a flow-stats reply (OpenFlow 1.3.5 §7.3.5.2). */
    static Reply.FlowStats readFlowStats(ByteBuf in, boolean more) {
        ImmutableList.Builder<InstalledFlow> flows = ImmutableList.builder();
        ImmutableList.Builder<Reply.UnreadableFlow> unreadable = ImmutableList.builder();
        while (in.isReadable()) {
            readEntry(in.readSlice(in.getUnsignedShort(in.readerIndex())).skipBytes(Short.BYTES), flows, unreadable);
        }
        return new Reply.FlowStats(flows.build(), unreadable.build(), more);
    }

    private static void readEntry(
            ByteBuf in,
            ImmutableList.Builder<InstalledFlow> flows,
            ImmutableList.Builder<Reply.UnreadableFlow> unreadable) {
        int table = in.readUnsignedByte();
        Duration age = Duration.ofSeconds(in.skipBytes(1).readUnsignedInt(), in.readUnsignedInt());
        int priority = in.readUnsignedShort();
        boolean plain = (in.readUnsignedInt() | in.readUnsignedShort()) == 0;
        Cookie cookie = new Cookie(in.skipBytes(4).readLong());
        long packets = in.readLong();
        long bytes = in.readLong();
        try {
            FlowKey key = new FlowKey(table, priority, readMatch(in));
            Flow flow = new Flow(key, cookie, Instructions.read(in));
            if (!plain) {
                throw new IllegalArgumentException("a timeout or a flag");
            }
            flows.add(new InstalledFlow(flow, packets, bytes, age));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            unreadable.add(new Reply.UnreadableFlow(cookie, table, priority, String.valueOf(e.getMessage())));
        }
    }

    private static Match readMatch(ByteBuf in) {
        int start = in.readerIndex();
        int type = in.readUnsignedShort();
        if (type != OXM_MATCH) {
            throw new IllegalArgumentException("match type " + type);
        }
        ByteBuf body = Wire.body(in);
        ImmutableSortedMap.Builder<Field, FieldMatch> fields = new ImmutableSortedMap.Builder<>(Ordering.natural());
        while (body.isReadable()) {
            FieldMatch field = Oxm.read(body);
            fields.put(field.field(), field);
        }
        in.skipBytes(Wire.padding(in.readerIndex() - start));
        return new Match(fields.buildOrThrow());
    }
}
