package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Action;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Port;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A flow's actions as OpenFlow's instructions: those applied at once, then the next table (1.3.5 §7.2.4, §7.2.5). */
final class Instructions {
    private static final int GOTO_TABLE = 1;
    private static final int APPLY_ACTIONS = 4;
    private static final int OUTPUT = 0;
    private static final int SET_FIELD = 25;

    private Instructions() {}

    static void write(List<Action> actions, ByteBuf out) {
        List<Action> applied = actions.stream()
                .filter(action -> !(action instanceof Action.GotoTable))
                .toList();
        if (!applied.isEmpty()) {
            int start = Wire.begin(APPLY_ACTIONS, out);
            out.writeZero(4);
            applied.forEach(action -> writeAction(action, out));
            Wire.end(start, out);
        }
        if (applied.size() < actions.size() && actions.get(applied.size()) instanceof Action.GotoTable next) {
            int start = Wire.begin(GOTO_TABLE, out);
            out.writeByte(next.table()).writeZero(3);
            Wire.end(start, out);
        }
    }

    private static void writeAction(Action action, ByteBuf out) {
        if (action instanceof Action.Output output) {
            int start = Wire.begin(OUTPUT, out);
            out.writeInt(output.port().number()).writeZero(8);
            Wire.end(start, out);
        } else if (action instanceof Action.SetField set) {
            int start = Wire.begin(SET_FIELD, out);
            Oxm.write(set.field().is(set.value()), out);
            out.writeZero(Wire.padding(out.writerIndex() - start));
            Wire.end(start, out);
        }
    }

    /** @throws IllegalArgumentException if there is an instruction or action that is none of ours */
    static ImmutableList<Action> read(ByteBuf in) {
        ImmutableList.Builder<Action> actions = ImmutableList.builder();
        while (in.isReadable()) {
            int type = in.readUnsignedShort();
            ByteBuf body = Wire.body(in);
            switch (type) {
                case APPLY_ACTIONS -> readActions(body.skipBytes(4), actions);
                case GOTO_TABLE -> actions.add(new Action.GotoTable(body.readUnsignedByte()));
                default -> throw new IllegalArgumentException("instruction " + type);
            }
        }
        return actions.build();
    }

    private static void readActions(ByteBuf in, ImmutableList.Builder<Action> actions) {
        while (in.isReadable()) {
            int type = in.readUnsignedShort();
            ByteBuf body = Wire.body(in);
            actions.add(
                    switch (type) {
                        case OUTPUT -> new Action.Output(new Port(body.readInt()));
                        case SET_FIELD -> setField(Oxm.read(body));
                        default -> throw new IllegalArgumentException("action " + type);
                    });
        }
    }

    private static Action setField(FieldMatch written) {
        if (!written.isExact()) {
            throw new IllegalArgumentException("action sets a part of " + written.field());
        }
        return new Action.SetField(written.field(), written.value());
    }
}
