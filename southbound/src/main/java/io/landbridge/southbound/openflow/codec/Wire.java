package io.landbridge.southbound.openflow.codec;

import io.netty.buffer.ByteBuf;

/** What OpenFlow's structures have in common: type, length over all, padding to eight bytes. */
final class Wire {
    /** OpenFlow 1.3's number in a message's header. */
    static final int VERSION = 4;

    private static final int TYPE_AND_LENGTH = 4;

    private Wire() {}

    /** Starts a structure and returns where it starts, for {@link #end}. */
    static int begin(int type, ByteBuf out) {
        int start = out.writerIndex();
        out.writeShort(type).writeZero(Short.BYTES);
        return start;
    }

    /** Writes the length of what was begun. */
    static void end(int start, ByteBuf out) {
        out.setShort(start + Short.BYTES, out.writerIndex() - start);
    }

    /** How many bytes are missing to a multiple of eight. */
    static int padding(int length) {
        return -length & 7;
    }

    /** Reads the length of a structure whose type was read, and what is in it. */
    static ByteBuf body(ByteBuf in) {
        return in.readSlice(in.readUnsignedShort() - TYPE_AND_LENGTH);
    }

    /** Starts a message and returns where it starts, for {@link #end}: length is where a structure has it. */
    static int beginMessage(int type, int xid, ByteBuf out) {
        int start = begin(VERSION << Byte.SIZE | type, out);
        out.writeInt(xid);
        return start;
    }
}
