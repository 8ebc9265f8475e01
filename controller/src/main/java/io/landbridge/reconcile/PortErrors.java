package io.landbridge.reconcile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.landbridge.model.Fabric;
import io.landbridge.port.out.HostDatabases.Facts;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What Open vSwitch says is wrong with the ports of a host's bridge.
 *
 * @param ours errors of the ports that the fabric needs, such as {@code {vxlan0=could not add network device}}
 * @param foreign a warning of the others, which only their admin can mend; the fabric works without them
 */
record PortErrors(Optional<String> ours, Optional<String> foreign) {

    static PortErrors of(Facts facts, Fabric fabric) {
        Predicate<String> isOurs = ImmutableSet.of(
                fabric.bridge().value(),
                fabric.tunnelPort().value(),
                Fabric.VETH.value(),
                Fabric.SPARE_TUNNEL_PORT.value())::contains;
        return new PortErrors(
                text(facts.errors(), isOurs),
                text(facts.errors(), isOurs.negate())
                        .map(errors -> "warning: ports of " + fabric.bridge() + " that are not Landbridge's: " + errors
                                + ": mend or remove them"));
    }

    private static Optional<String> text(Map<String, String> errors, Predicate<String> which) {
        Map<String, String> found = Maps.filterKeys(errors, which::test);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
    }
}
