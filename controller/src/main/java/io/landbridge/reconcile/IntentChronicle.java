package io.landbridge.reconcile;

import io.landbridge.event.Actor;
import io.landbridge.event.Event.Type;
import io.landbridge.event.EventJournal;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostAccess;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes into the journal what was asked for, by whom, and what of it was refused. */
final class IntentChronicle {
    private final EventJournal journal;

    IntentChronicle(EventJournal journal) {
        this.journal = journal;
    }

    void started(Intent intent) {
        journal.add(
                Type.CONTROLLER_STARTED,
                Optional.empty(),
                "intent revision " + intent.revision() + " with "
                        + intent.hosts().size() + " hosts was read",
                Optional.empty());
    }

    void refused(Actor actor, Optional<HostId> host, String reason) {
        journal.add(Type.INPUT_REFUSED, host, reason, Optional.of(actor));
    }

    /** The MTU that follows from the underlay is another since that host's report was accepted. */
    void mtuChanged(HostId by, Mtu before, Mtu after) {
        String message = "the underlay of " + by + " makes the MTU " + after + ", which was " + before;
        journal.add(Type.FABRIC_CHANGED, Optional.empty(), message, Optional.empty());
    }

    void changed(Target from, Target to, Optional<Actor> actor) {
        Intent before = from.intent();
        Intent after = to.intent();
        String fabric = differences(before.fabric(), after.fabric());
        if (!fabric.isEmpty()) {
            journal.add(Type.FABRIC_CHANGED, Optional.empty(), fabric, actor);
        } else if (!from.mtu().equals(to.mtu())) {
            String mtu = "the underlay makes the MTU " + to.mtu() + ", which was " + from.mtu();
            journal.add(Type.FABRIC_CHANGED, Optional.empty(), mtu, actor);
        }
        after.hosts().values().forEach(host -> tell(before.host(host.id()), host, actor));
        before.hosts().values().stream()
                .filter(host -> !after.hosts().containsKey(host.id()))
                .forEach(host -> journal.add(
                        Type.HOST_GONE,
                        Optional.of(host.id()),
                        actor.isPresent() ? "forgotten, and nothing was undone on it" : "what was made on it is undone",
                        actor));
    }

    private void tell(Optional<Host> before, Host host, Optional<Actor> actor) {
        Optional<HostId> id = Optional.of(host.id());
        if (before.isEmpty()) {
            String addresses = "VTEP " + host.vtep() + ", subnet " + host.subnet() + ", gateway " + host.gateway();
            String dialled =
                    host.ovsdb().map(endpoint -> ", dialled at " + endpoint).orElse("");
            journal.add(Type.HOST_ADDED, id, addresses + dialled, actor);
        } else if (before.get().isJoined() && !host.isJoined()) {
            journal.add(Type.HOST_REMOVED, id, "its peers forget it, then what was made on it is undone", actor);
        } else if (!before.get().equals(host)) {
            journal.add(Type.HOST_CHANGED, id, differences(before.get(), host), actor);
        }
    }

    private static String differences(Fabric before, Fabric after) {
        return new Differences<>(before, after)
                .in("cidr", Fabric::cidr)
                .in("gatewayCidr", Fabric::gatewayCidr)
                .in("hostPrefixLength", Fabric::hostPrefixLength)
                .in("vni", Fabric::vni)
                .in("vxlanPort", Fabric::vxlanPort)
                .in("mtu", fabric -> fabric.mtu().map(Object::toString).orElse("from the underlay"))
                .in("egressNat", Fabric::egressNat)
                .in("hostAccess", fabric -> fabric.hostAccess().mode())
                .in("hostAccessAllow", fabric -> allowed(fabric.hostAccess()))
                .in("bridge", Fabric::bridge)
                .in("tunnelPort", Fabric::tunnelPort)
                .in("containerBridge", Fabric::containerBridge)
                .toString();
    }

    private static String allowed(HostAccess access) {
        return access.allow().isEmpty() ? "nothing" : access.allowed();
    }

    private static String differences(Host before, Host after) {
        return new Differences<>(before, after)
                .in("vtep", Host::vtep)
                .in("subnet", Host::subnet)
                .in("gateway", Host::gateway)
                .in("ovsdb", host -> host.ovsdb().map(Object::toString).orElse("dials"))
                .toString();
    }

    /** What differs between two values, such as {@code vni 1 -> 100, mtu 1450 -> 1400}. */
    private static final class Differences<T> {
        private final T before;
        private final T after;
        private final List<String> found = new ArrayList<>();

        Differences(T before, T after) {
            this.before = before;
            this.after = after;
        }

        Differences<T> in(String field, Function<T, ?> value) {
            Object was = value.apply(before);
            Object is = value.apply(after);
            if (!was.equals(is)) {
                found.add(field + " " + was + " -> " + is);
            }
            return this;
        }

        @Override
        public String toString() {
            return String.join(", ", found);
        }
    }
}
