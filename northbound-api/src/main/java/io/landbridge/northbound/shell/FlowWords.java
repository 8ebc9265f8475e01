package io.landbridge.northbound.shell;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.landbridge.flow.Flow;
import io.landbridge.port.in.FlowView;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flows named by what stands in them: {@code nw_dst=10.2.0.0/16}, {@code Routing arp}, a cookie, or a line of
 * {@code ovs-ofctl dump-flows} as it is.
 *
 * @param words what must stand in a flow, in lower case
 */
record FlowWords(ImmutableSet<String> words) {
    private static final Splitter SPLITTER =
            Splitter.onPattern("[,\\s]+").omitEmptyStrings().trimResults();

    /** What changes while a flow stays the same, or follows from the rest of its line. */
    private static final Set<String> PASSED_OVER =
            Set.of("duration", "n_packets", "n_bytes", "idle_age", "hard_age", "send_flow_rem", "reset_counts");

    static FlowWords of(Iterable<String> text) {
        return new FlowWords(split(String.join(" ", text).replaceFirst("\\bactions=.*", ""))
                .filter(word -> !PASSED_OVER.contains(word.replaceFirst("=.*", "")))
                .collect(ImmutableSet.toImmutableSet()));
    }

    /** Whether all the words stand in that flow. */
    boolean standIn(FlowView view) {
        Flow flow = view.installed().flow();
        Set<String> present = Stream.of(
                        view.stage(),
                        "cookie=" + flow.cookie(),
                        flow.cookie().toString(),
                        "table=" + flow.key().table(),
                        "priority=" + flow.key().priority(),
                        flow.key().match().toString())
                .flatMap(FlowWords::split)
                .collect(Collectors.toSet());
        return present.containsAll(words);
    }

    /** Numbers in hexadecimal come with leading zeros here and without them there. */
    private static Stream<String> split(String text) {
        return SPLITTER.splitToStream(text.toLowerCase(Locale.ROOT)).map(word -> word.replaceFirst("0x0+(?=.)", "0x"));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
