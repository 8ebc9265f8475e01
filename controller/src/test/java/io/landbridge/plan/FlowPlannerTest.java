package io.landbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.pipeline.FlowRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the planner, over fabrics that follow from a seed; a failure names it. */
class FlowPlannerTest {
    private final FlowCompiler compiler = new FlowCompiler();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onceAppliedNothingIsLeftToDo(long seed) {
        Collection<FlowGroup> desired = groups(Fabrics.random(seed), seed);
        Collection<Flow> installed = damaged(groups(Fabrics.random(seed + 1), seed), seed);
        Collection<Flow> after = apply(installed, FlowPlanner.diff(desired, installed));
        assertThat(FlowPlanner.diff(desired, after)).isEmpty();
        assertThat(after).containsExactlyInAnyOrderElementsOf(flows(desired));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void applyingTwiceIsApplyingOnce(long seed) {
        Collection<FlowGroup> desired = groups(Fabrics.random(seed), seed);
        Collection<Flow> installed = damaged(desired, seed);
        var plan = FlowPlanner.diff(desired, installed);
        Collection<Flow> once = apply(installed, plan);
        assertThat(apply(once, plan)).containsExactlyInAnyOrderElementsOf(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfGroupsAndOfWhatWasReadDoesNotMatter(long seed) {
        List<FlowGroup> desired = new ArrayList<>(groups(Fabrics.random(seed), seed));
        List<Flow> installed = new ArrayList<>(damaged(desired, seed));
        var plan = FlowPlanner.diff(desired, installed);
        Random random = new Random(seed);
        Collections.shuffle(desired, random);
        Collections.shuffle(installed, random);
        assertThat(FlowPlanner.diff(desired, installed)).containsExactlyInAnyOrderElementsOf(plan);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsDeletedBeforeAllIsAdded(long seed) {
        Collection<FlowGroup> desired = groups(Fabrics.random(seed), seed);
        var edits = FlowPlanner.diff(desired, damaged(groups(Fabrics.random(seed + 7), seed), seed)).stream()
                .map(Change.OfFlow::edit)
                .toList();
        long deletions =
                edits.stream().filter(FlowEdit.Delete.class::isInstance).count();
        assertThat(edits.subList((int) (edits.size() - deletions), edits.size()))
                .allMatch(FlowEdit.Delete.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFlowThatIsRightIsNotTouched(long seed) {
        Collection<FlowGroup> desired = groups(Fabrics.random(seed), seed);
        Collection<Flow> right = flows(desired);
        assertThat(FlowPlanner.diff(desired, damaged(desired, seed)))
                .filteredOn(change -> change.edit() instanceof FlowEdit.Modify)
                .allSatisfy(change -> assertThat(right).contains(change.edit().flow()));
        assertThat(FlowPlanner.diff(desired, right)).isEmpty();
    }

    private Collection<FlowGroup> groups(Intent intent, long seed) {
        List<Host> hosts = intent.hosts().values().asList();
        Host host = hosts.get(new Random(seed).nextInt(hosts.size()));
        return compiler.compile(intent, host, RequestedPorts.ALL).values();
    }

    private static List<Flow> flows(Collection<FlowGroup> groups) {
        return groups.stream()
                .flatMap(group -> group.rules().values().stream())
                .map(FlowRule::flow)
                .toList();
    }

    /** The flows with some missing, some with other actions or cookies, and some that nothing needs. */
    private static Collection<Flow> damaged(Collection<FlowGroup> groups, long seed) {
        Random random = new Random(seed);
        List<Flow> damaged = new ArrayList<>();
        for (Flow flow : flows(groups)) {
            switch (random.nextInt(5)) {
                case 0 -> {}
                case 1 -> damaged.add(new Flow(flow.key(), flow.cookie(), ImmutableList.of(new Output(new Port(9)))));
                case 2 -> damaged.add(new Flow(flow.key(), Cookie.of(7, 7, 7), flow.actions()));
                case 3 -> {
                    damaged.add(flow);
                    FlowKey stray =
                            new FlowKey(flow.key().table() + 20, 5, flow.key().match());
                    damaged.add(new Flow(stray, flow.cookie(), ImmutableList.of()));
                }
                default -> damaged.add(flow);
            }
        }
        return List.copyOf(new HashMap<>(index(damaged)).values());
    }

    private static Collection<Flow> apply(Collection<Flow> installed, List<Change.OfFlow> plan) {
        Map<FlowKey, Flow> table = index(installed);
        for (Change.OfFlow change : plan) {
            Flow flow = change.edit().flow();
            if (change.edit() instanceof FlowEdit.Delete) {
                table.remove(flow.key());
            } else {
                table.put(flow.key(), flow);
            }
        }
        return table.values();
    }

    private static Map<FlowKey, Flow> index(Collection<Flow> flows) {
        Map<FlowKey, Flow> table = new HashMap<>();
        flows.forEach(flow -> table.put(flow.key(), flow));
        return table;
    }
}
