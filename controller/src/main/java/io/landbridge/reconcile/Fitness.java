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
    private static final ImmutableSet<String> DATAPATHS = ImmutableSet.of("system", "netdev");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 15;

    private Fitness() {}

    static void tell(Facts facts, StatusReport report) {
        Optional<String> found = Optional.ofNullable(facts.externalIds().get(KEY));
        String seen = Stream.of(oldSwitch(facts), noDatapath(facts))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        if (found.equals(Optional.of(ALL_WELL))) {
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
