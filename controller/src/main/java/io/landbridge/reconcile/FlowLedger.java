package io.landbridge.reconcile;

import com.google.common.collect.ImmutableMap;
import io.landbridge.flow.Cookie;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.port.out.Switches.Switch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which groups of flows were last read from one connection of a switch just as they should be. */
final class FlowLedger {
    private final Switch connection;
    private final Map<Cookie, FlowGroup> verified = new HashMap<>();
    private Instant nextAudit = Instant.MIN;

    FlowLedger(Switch connection) {
        this.connection = connection;
    }

    /** Whether it speaks of that connection. */
    boolean isOf(Switch other) {
        return connection.equals(other);
    }

    /** When all flows are to be read again. */
    Instant nextAudit() {
        return nextAudit;
    }

    /** The groups that may not be as they should: by reference, for groups are shared. */
    @SuppressWarnings("ReferenceEquality")
    Set<Cookie> unverified(Map<Cookie, FlowGroup> desired) {
        Stream<Cookie> changed = desired.values().stream()
                .filter(group -> verified.get(group.cookie()) != group)
                .map(FlowGroup::cookie);
        Stream<Cookie> gone = verified.keySet().stream().filter(cookie -> !desired.containsKey(cookie));
        return Stream.concat(changed, gone).collect(Collectors.toUnmodifiableSet());
    }

    /** Notes that these groups are being written: until they are read, none of them is taken for what is desired. */
    void doubt(Set<Cookie> written) {
        written.forEach(cookie -> verified.put(cookie, new FlowGroup(cookie, ImmutableMap.of())));
    }

    /** Notes that these groups were read as they should be, and nothing of the others that were looked at. */
    void verify(Set<Cookie> read, Map<Cookie, FlowGroup> desired) {
        verified.keySet().removeAll(read);
        desired.forEach((cookie, group) -> {
            if (read.contains(cookie)) {
                verified.put(cookie, group);
            }
        });
    }

    /** Notes that all flows were read and are as they should be, and when that is to be asked again. */
    void verifyAll(Map<Cookie, FlowGroup> desired, Instant again) {
        verified.clear();
        verified.putAll(desired);
        nextAudit = again;
    }

    int flows() {
        return verified.values().stream()
                .mapToInt(group -> group.rules().size())
                .sum();
    }
}
