package io.landbridge.pipeline;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.landbridge.flow.Cookie;
import io.landbridge.model.Encapsulation;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.pipeline.PeerFlows.Way;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Turns the intent into the flows of one host. The flows for a peer are made once and shared by every host that needs
 * them, so a change costs what it changes; the result is a pure function of its arguments.
 */
public final class FlowCompiler {
    /** Version of the pipeline that flows bear in their cookie; raised whenever their meaning changes. */
    public static final int VERSION = 3;

    private final Cache<PeerKey, FlowGroup> peerGroups =
            CacheBuilder.newBuilder().weakValues().build();
    private final Cache<HostKey, FlowGroup> hostGroups =
            CacheBuilder.newBuilder().weakValues().build();

    /**
     * The flows that should be in the host's switch.
     *
     * @param self a host of the intent
     * @param ports the port numbers of its switch; what needs a port that has none is left out
     * @return the groups by their cookie; equal intents give the very same groups while somebody holds them
     */
    public ImmutableMap<Cookie, FlowGroup> compile(Intent intent, Host self, Ports ports) {
        var groups = ImmutableMap.<Cookie, FlowGroup>builder();
        Encapsulation encapsulation = intent.encapsulation();
        HostKey own = new HostKey(self, encapsulation.hasSpare(self) ? ports : ports.withoutSpare());
        add(groups, get(hostGroups, own, () -> new HostFlows(self, own.ports()).group()));
        intent.joinedHosts().filter(host -> !host.id().equals(self.id())).forEach(peer -> {
            PeerKey key = new PeerKey(peer, Way.of(encapsulation, self, peer, ports));
            add(groups, get(peerGroups, key, () -> new PeerFlows(peer, key.way()).group()));
        });
        return groups.buildOrThrow();
    }

    /** The host of the intent that the flows with this cookie follow from; empty if there is none. */
    public static Optional<Host> origin(Intent intent, Cookie cookie) {
        return intent.hosts().values().stream()
                .filter(host -> Arrays.stream(Feature.values())
                        .anyMatch(feature -> feature.cookie(host).equals(cookie)))
                .findFirst();
    }

    private static void add(ImmutableMap.Builder<Cookie, FlowGroup> groups, FlowGroup group) {
        groups.put(group.cookie(), group);
    }

    private static <K> FlowGroup get(Cache<K, FlowGroup> cache, K key, Callable<FlowGroup> compiler) {
        try {
            return cache.get(key, compiler);
        } catch (ExecutionException impossible) {
            throw new UncheckedExecutionException(impossible);
        }
    }

    private record PeerKey(Host peer, Way way) {}

    private record HostKey(Host self, Ports ports) {}
}
