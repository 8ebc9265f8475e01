package io.landbridge.reconcile;

import com.google.common.primitives.Ints;
import io.landbridge.model.HostId;
import io.landbridge.model.Mtu;
import io.landbridge.port.out.HostDatabases.Facts;
import java.util.Optional;

/** Takes in what a host reports of its underlay, and tells where that is too little for the fabric. */
final class UnderlayObserver {
    private static final String KEY = "landbridge-underlay-mtu";

    private final Observations observations;

    UnderlayObserver(Observations observations) {
        this.observations = observations;
    }

    /**
     * Takes in what the host reports now.
     *
     * @param fabric what the overlay's links carry
     * @return what is wrong with it, with the remedy; empty if nothing, or if the host reports none
     */
    Optional<String> observe(Mtu fabric, HostId host, Facts facts) {
        Optional<Integer> bytes = Optional.ofNullable(
                        Ints.tryParse(facts.externalIds().getOrDefault(KEY, "")))
                .filter(reported -> reported > 0)
                .map(reported -> Math.min(reported, Mtu.HIGHEST));
        Optional<Mtu> underlay =
                bytes.filter(reported -> reported >= Mtu.LOWEST_UNDERLAY).map(Mtu::new);
        observations.observe(host, underlay);
        return underlay.isPresent()
                ? underlay.map(Mtu::insideVxlan)
                        .filter(room -> room.compareTo(fabric) < 0)
                        .map(room -> tooSmall(underlay.get(), room, fabric))
                : bytes.map(UnderlayObserver::useless);
    }

    private static String tooSmall(Mtu underlay, Mtu room, Mtu fabric) {
        return "error: the underlay's MTU " + underlay + " leaves " + room + " bytes, and the fabric's MTU is " + fabric
                + ": larger packets to and from this host are lost. Raise the underlay's MTU there, or lower the"
                + " fabric's for all hosts: overlay:fabric-set --mtu " + room;
    }

    private static String useless(int bytes) {
        return "error: the underlay's MTU " + bytes + " is too small for VXLAN: raise it to " + Mtu.LOWEST_UNDERLAY
                + " or more";
    }
}
