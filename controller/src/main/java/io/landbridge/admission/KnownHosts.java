package io.landbridge.admission;

import com.google.common.collect.ImmutableMap;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;
import java.util.Map;
import java.util.Optional;

/** The hosts of an intent, by what their connections claim. */
final class KnownHosts {
    static final KnownHosts NONE = new KnownHosts(ImmutableMap.of());

    private final ImmutableMap<HostId, Host> hosts;
    private final ImmutableMap<DatapathId, HostId> switches;

    KnownHosts(Map<HostId, Host> hosts) {
        this.hosts = ImmutableMap.copyOf(hosts);
        this.switches = hosts.keySet().stream().collect(ImmutableMap.toImmutableMap(DatapathId::of, id -> id));
    }

    /** The host of the intent that is claimed; nothing if there is none. */
    Optional<HostId> claimed(PeerIdentity identity) {
        return identity.claim() instanceof Claim.Database database
                ? database.host().filter(hosts::containsKey)
                : Optional.ofNullable(switches.get(((Claim.Datapath) identity.claim()).id()));
    }

    boolean contains(HostId id) {
        return hosts.containsKey(id);
    }

    /** How well a peer's address is the one that the admin named: 2 if dialled there, 1 more if it is the host's VTEP. */
    int rank(HostId id, PeerIdentity identity) {
        Optional<Host> host = Optional.ofNullable(hosts.get(id));
        boolean isAtVtep = host.filter(known -> known.vtep().toString().equals(identity.address()))
                .isPresent();
        return (identity.isDialled() ? 2 : 0) + (isAtVtep ? 1 : 0);
    }
}
