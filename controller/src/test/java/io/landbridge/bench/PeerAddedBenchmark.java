package io.landbridge.bench;

import com.google.common.collect.Sets;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.pipeline.FlowRule;
import io.landbridge.plan.FlowPlanner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one new host costs a host of a fabric of 200: by the groups that changed, as the controller does it, against
 * its peer in the same run, a compilation and comparison of everything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PeerAddedBenchmark {
    private static final int HOSTS = 200;

    private final Fabric fabric = Fabric.of(Ipv4Prefix.parse("10.0.0.0/8"));
    private final Intent before = Fabrics.ofHosts(fabric, HOSTS);
    private final Intent after = Fabrics.ofHosts(fabric, HOSTS + 1);
    private final Host self = before.host(Fabrics.id(1)).orElseThrow();
    private final FlowCompiler warm = new FlowCompiler();
    private Set<FlowGroup> known = Set.of();
    private Collection<FlowGroup> kept = List.of();

    /** What the controller knows before the host is added. */
    @Setup
    public void know() {
        known = Sets.newIdentityHashSet();
        known.addAll(warm.compile(before, self, RequestedPorts.ALL).values());
        kept = warm.compile(after, self, RequestedPorts.ALL).values();
    }

    /** Groups that are the very same as before are passed over; the one that is new is compared. */
    @Benchmark
    public Object byGroup() {
        List<FlowGroup> changed = warm.compile(after, self, RequestedPorts.ALL).values().stream()
                .filter(group -> !known.contains(group))
                .toList();
        return FlowPlanner.diff(changed, List.of());
    }

    /** Everything is compiled and compared with everything that is installed. */
    @Benchmark
    public Object fromScratch() {
        Collection<FlowGroup> desired =
                new FlowCompiler().compile(after, self, RequestedPorts.ALL).values();
        var installed = kept.stream()
                .flatMap(group -> group.rules().values().stream())
                .map(FlowRule::flow)
                .toList();
        return FlowPlanner.diff(desired, installed);
    }
}
