package io.landbridge.reconcile;

import com.google.common.collect.ImmutableSet;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.status.Condition.Type;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What will not work well on a host: what its helper finds, which looks at everything, or, where none has looked, what
 * the database alone tells. It is advice, since much of it only the host's admin can judge.
 */
final class Fitness {
    private static final String KEY = "landbridge-helper-findings";
    private static final String ALL_WELL = "ok";
    private static final String REASON = "HostFindings";

    /** The reason if the underlay of this host carries less than the fabric sends. */
    static final String UNDERLAY = "UnderlayMtuTooSmall";

    private static final ImmutableSet<String> DATAPATHS = ImmutableSet.of("system", "netdev");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 15;

    private Fitness() {}

    /**
     * Tells what is found of a host.
     *
     * @param underlay what is wrong with its underlay's MTU
     * @param foreign errors of ports of its bridge that are not ours
     */
    static void tell(Facts facts, Optional<String> underlay, Optional<String> foreign, StatusReport report) {
        Optional<String> found = Optional.ofNullable(facts.externalIds().get(KEY));
        String seen = join(oldSwitch(facts), noDatapath(facts));
        String ours = join(underlay, foreign);
        if (!ours.isEmpty()) {
            Optional<String> others = found.filter(text -> !text.equals(ALL_WELL))
                    .or(() -> Optional.of(seen).filter(text -> !text.isEmpty()));
            String reason = underlay.isPresent() ? UNDERLAY : REASON;
            report.fails(Type.HOST_FIT, reason, join(Optional.of(ours), others));
        } else if (found.equals(Optional.of(ALL_WELL))) {
            report.holds(Type.HOST_FIT, "AllWell", "the helper finds nothing that would not work");
        } else if (found.isPresent()) {
            report.fails(Type.HOST_FIT, REASON, found.get());
        } else if (!seen.isEmpty()) {
            report.fails(Type.HOST_FIT, REASON, seen);
        } else {
            report.unknown(
                    Type.HOST_FIT, "NotReporting", "no helper has said yet what it finds; an older one never does");
        }
    }

    private static String join(Optional<String> one, Optional<String> other) {
        return Stream.of(one, other).flatMap(Optional::stream).collect(Collectors.joining("; "));
    }

    private static Optional<String> oldSwitch(Facts facts) {
        return facts.ovsVersion()
                .filter(Fitness::isTooOld)
                .map(version -> "error: Open vSwitch " + version + ": older than " + OLDEST_MAJOR + "." + OLDEST_MINOR
                        + ": upgrade it");
    }

    /** Whether a version's first two numbers say so; one without them says nothing. */
    private static boolean isTooOld(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR);
    }

    /** A switch that has said nothing of itself yet is not without a datapath. */
    private static Optional<String> noDatapath(Facts facts) {
        return facts.ovsVersion()
                .filter(version -> Collections.disjoint(facts.datapathTypes(), DATAPATHS))
                .map(version -> "error: datapath: Open vSwitch offers neither system nor netdev: restart ovs-vswitchd,"
                        + " and see its log");
    }
}
