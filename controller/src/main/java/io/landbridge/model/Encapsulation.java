package io.landbridge.model;

import com.google.common.collect.ImmutableSet;
import io.landbridge.model.Rollover.Phase;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the fabric's VXLAN packets look like now: as the intent asks, or, during a rollover, as far as that has come.
 *
 * @param fabric the parameters asked for
 * @param rollover the change under way to them
 */
public record Encapsulation(Fabric fabric, Optional<Rollover> rollover) {

    /** The VNI of packets that are sent. */
    public Vni vni() {
        return sent(fabric.vni(), Rollover::vni);
    }

    /** The VNIs of packets that are let in. */
    public ImmutableSet<Vni> acceptedVnis() {
        return withFormer(fabric.vni(), Rollover::vni);
    }

    /** The VTEP that packets for the host are sent to. */
    public Ipv4Address vtep(Host host) {
        return sent(host.vtep(), change -> vtepBefore(change, host));
    }

    /** The VTEPs that packets of the host may come from. */
    public ImmutableSet<Ipv4Address> acceptedVteps(Host host) {
        return withFormer(host.vtep(), change -> vtepBefore(change, host));
    }

    /** The UDP ports that a host's firewall lets in, the one to stay first. */
    public ImmutableSet<UdpPort> acceptedPorts() {
        return withFormer(fabric.vxlanPort(), Rollover::vxlanPort);
    }

    /** The UDP port of the fabric's tunnel port. */
    public UdpPort tunnelPort() {
        return rollover.filter(change -> !hasMoved(change))
                .map(Rollover::vxlanPort)
                .orElse(fabric.vxlanPort());
    }

    /** The local address of the fabric's tunnel port on that host. */
    public Ipv4Address tunnelAddress(Host self) {
        return rollover.filter(change -> !hasMoved(change))
                .map(change -> vtepBefore(change, self))
                .orElse(self.vtep());
    }

    /** Whether the host has a spare tunnel port now: it takes packets to the new UDP port, at any of its addresses. */
    public boolean hasSpare(Host self) {
        return rollover.filter(change -> !change.vxlanPort().equals(fabric.vxlanPort())
                        || change.vteps().containsKey(self.id()))
                .isPresent();
    }

    /** Whether what the host sends leaves by its spare tunnel port. */
    public boolean sendsBySpare(Host self) {
        return hasSpare(self)
                && rollover.filter(change -> change.phase() == Phase.SEND || change.phase() == Phase.MOVE)
                        .isPresent();
    }

    private <T> T sent(T asked, Function<Rollover, T> before) {
        return rollover.filter(change -> change.phase() == Phase.ACCEPT)
                .map(before)
                .orElse(asked);
    }

    private <T> ImmutableSet<T> withFormer(T asked, Function<Rollover, T> before) {
        return rollover.map(change -> ImmutableSet.of(asked, before.apply(change)))
                .orElse(ImmutableSet.of(asked));
    }

    private static boolean hasMoved(Rollover change) {
        return change.phase() == Phase.MOVE || change.phase() == Phase.RETURN;
    }

    private static Ipv4Address vtepBefore(Rollover change, Host host) {
        return change.vteps().getOrDefault(host.id(), host.vtep());
    }
}
