package io.landbridge.metrics;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a PromQL expression asks for: series of one name, whose labels have these values.
 *
 * @param matchers each such as {@code channel="ovsdb"}
 */
record Selector(String name, List<String> matchers) {
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_:][a-zA-Z0-9_:]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Pattern OPERATOR = Pattern.compile("and|or|unless|bool|offset");

    /** All of an expression, which compares labels by {@code =} alone. */
    static Stream<Selector> in(String expression) {
        String bare = RANGE.matcher(GROUPING.matcher(expression).replaceAll("")).replaceAll("");
        return SELECTOR.matcher(bare)
                .results()
                .filter(found -> !OPERATOR.matcher(found.group(1)).matches())
                .map(found -> new Selector(found.group(1), split(found.group(2))));
    }

    /** Whether a line of the text format is a sample of such a series. */
    boolean selects(String line) {
        return (line.startsWith(name + "{") || line.startsWith(name + " "))
                && matchers.stream().allMatch(line::contains);
    }

    private static List<String> split(@Nullable String matchers) {
        return matchers == null ? List.of() : Splitter.on(',').trimResults().splitToList(matchers);
    }
}
