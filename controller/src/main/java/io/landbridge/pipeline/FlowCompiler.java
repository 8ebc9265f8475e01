package io.landbridge.pipeline;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.Vni;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Turns the intent into the flows of one host. The flows for a peer are made once and shared by every host that needs
 * them, so a change costs what it changes; the result is a pure function of its arguments.
 */
public final class FlowCompiler {
    /** Version of the pipeline that flows bear in their cookie; raised whenever their meaning changes. */
    public static final int VERSION = 1;

    private final Cache<PeerKey, FlowGroup> peerGroups =
            CacheBuilder.newBuilder().weakValues().build();
    private final Cache<HostKey, FlowGroup> hostGroups =
            CacheBuilder.newBuilder().weakValues().build();

    /**
     * The flows that should be in the host's switch.
     *
     * @param self a host of the intent
     * @param ports the port numbers of its switch
     * @return the groups by their cookie; equal intents give the very same groups while somebody holds them
     */
    public ImmutableMap<Cookie, FlowGroup> compile(Intent intent, Host self, Ports ports) {
        var groups = ImmutableMap.<Cookie, FlowGroup>builder();
        FlowGroup own = get(hostGroups, new HostKey(self, ports), () -> new HostFlows(self, ports).group());
        groups.put(own.cookie(), own);
        Vni vni = intent.fabric().vni();
        intent.joinedHosts().filter(host -> !host.id().equals(self.id())).forEach(peer -> {
            FlowGroup group = get(
                    peerGroups,
                    new PeerKey(peer, vni, ports.tunnel()),
                    () -> new PeerFlows(peer, vni, ports.tunnel()).group());
            groups.put(group.cookie(), group);
        });
        return groups.buildOrThrow();
    }

    private static <K> FlowGroup get(Cache<K, FlowGroup> cache, K key, Callable<FlowGroup> compiler) {
        try {
            return cache.get(key, compiler);
        } catch (ExecutionException impossible) {
            throw new UncheckedExecutionException(impossible);
        }
    }

    private record PeerKey(Host peer, Vni vni, Port tunnel) {}

    private record HostKey(Host self, Ports ports) {}
}
