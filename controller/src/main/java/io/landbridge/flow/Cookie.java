package io.landbridge.flow;

import java.util.Locale;

/**
 * Says whose flow it is and what it is about: our mark (16 bits), feature (8), pipeline version (8), object (32).
 *
 * @param value as it stands in the switch (OpenFlow 1.3.5 §7.3.4.1)
 */
public record Cookie(long value) {
    /** The mark of every flow that is ours, "LB" in ASCII. */
    public static final int MARK = 0x4c42;

    private static final long MARK_MASK = 0xffffL << 48;

    /** Matches, under {@link CookieFilter}, every flow that bears our mark. */
    public static final CookieFilter OURS = new CookieFilter((long) MARK << 48, MARK_MASK);

    /**
     * Our mark on a flow.
     *
     * @param feature which part of the pipeline made it, 0 to 255
     * @param version version of the pipeline, 0 to 255
     * @param object what it is about, unique within the feature, 32 bits
     */
    public static Cookie of(int feature, int version, int object) {
        return new Cookie(
                (long) MARK << 48 | (feature & 0xffL) << 40 | (version & 0xffL) << 32 | Integer.toUnsignedLong(object));
    }

    public boolean isOurs() {
        return OURS.matches(this);
    }

    public int feature() {
        return (int) (value >>> 40) & 0xff;
    }

    public int version() {
        return (int) (value >>> 32) & 0xff;
    }

    public int object() {
        return (int) value;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "0x%016x", value);
    }
}
