package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.landbridge.flow.Field;
import io.landbridge.flow.FieldMatch;
import io.netty.buffer.ByteBuf;
import java.util.EnumSet;

/** OpenFlow's extensible match: a header of class, field, mask flag and length, then value and mask (1.3.5 §7.2.3.2). */
final class Oxm {
    private static final int OPENFLOW_BASIC = 0x8000;
    private static final int NICIRA = 0x0001;
    private static final int MASK_FLAG = 1 << 8;

    private static final ImmutableMap<Integer, Field> FIELDS =
            Maps.uniqueIndex(EnumSet.allOf(Field.class), field -> number(field));

    private Oxm() {}

    static void write(FieldMatch match, ByteBuf out) {
        int length = length(match.field());
        if (match.isExact()) {
            out.writeInt(number(match.field()) << 9 | length);
            writeValue(match.value(), length, out);
        } else {
            out.writeInt(number(match.field()) << 9 | MASK_FLAG | 2 * length);
            writeValue(match.value(), length, out);
            writeValue(match.mask(), length, out);
        }
    }

    /** @throws IllegalArgumentException if the field is none of ours */
    static FieldMatch read(ByteBuf in) {
        int header = in.readInt();
        boolean masked = (header & MASK_FLAG) != 0;
        Field field = FIELDS.get(header >>> 9);
        int length = (header & 0xff) / (masked ? 2 : 1);
        if (field == null || length != length(field)) {
            throw new IllegalArgumentException(String.format("field 0x%08x", header));
        }
        long value = readValue(length, in);
        return masked ? new FieldMatch(field, value, readValue(length, in)) : field.is(value);
    }

    private static int length(Field field) {
        return field.width() / Byte.SIZE;
    }

    private static void writeValue(long value, int length, ByteBuf out) {
        switch (length) {
            case Short.BYTES -> out.writeShort((int) value);
            case Integer.BYTES -> out.writeInt((int) value);
            case Long.BYTES -> out.writeLong(value);
            default -> throw new IllegalArgumentException("no field has " + length + " bytes");
        }
    }

    private static long readValue(int length, ByteBuf in) {
        return switch (length) {
            case Short.BYTES -> in.readUnsignedShort();
            case Integer.BYTES -> in.readUnsignedInt();
            case Long.BYTES -> in.readLong();
            default -> throw new IllegalArgumentException("no field has " + length + " bytes");
        };
    }

    /** Class and field as they stand in a header (1.3.5 §7.2.3.7; nicira-ext.h for the tunnel's addresses). */
    private static int number(Field field) {
        return switch (field) {
            case IN_PORT -> OPENFLOW_BASIC << 7;
            case ETH_TYPE -> OPENFLOW_BASIC << 7 | 5;
            case IPV4_SRC -> OPENFLOW_BASIC << 7 | 11;
            case IPV4_DST -> OPENFLOW_BASIC << 7 | 12;
            case ARP_OP -> OPENFLOW_BASIC << 7 | 21;
            case ARP_SPA -> OPENFLOW_BASIC << 7 | 22;
            case ARP_TPA -> OPENFLOW_BASIC << 7 | 23;
            case TUNNEL_ID -> OPENFLOW_BASIC << 7 | 38;
            case TUNNEL_SRC -> NICIRA << 7 | 31;
            case TUNNEL_DST -> NICIRA << 7 | 32;
        };
    }
}
