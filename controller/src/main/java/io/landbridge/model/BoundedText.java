package io.landbridge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;

/** Text from outside, made fit for a log, an event and an answer: no longer than its bound, without control characters. */
public final class BoundedText {
    private static final int REPLACEMENT = '\ufffd';
    private static final String CUT = "…";
    private static final int CUT_BYTES = CUT.getBytes(UTF_8).length;

    private BoundedText() {}

    /**
     * The text, cut at a whole character and marked as cut if it is too long; each control character, line or paragraph
     * separator, direction mark and lone surrogate is replaced by U+FFFD.
     *
     * @param mostBytes the longest that the text may be in UTF-8, at least 3
     */
    public static String of(String raw, int mostBytes) {
        String clean = raw.codePoints()
                .limit(mostBytes + 1L)
                .map(point -> isPrintable(point) ? point : REPLACEMENT)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (clean.getBytes(UTF_8).length <= mostBytes) {
            return clean;
        }
        int end = 0;
        int bytes = 0;
        while (bytes + width(clean.codePointAt(end)) <= mostBytes - CUT_BYTES) {
            bytes += width(clean.codePointAt(end));
            end += Character.charCount(clean.codePointAt(end));
        }
        return clean.substring(0, end) + CUT;
    }

    private static int width(int point) {
        return Character.toString(point).getBytes(UTF_8).length;
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
