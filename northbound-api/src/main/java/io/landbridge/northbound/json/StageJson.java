package io.landbridge.northbound.json;

import io.landbridge.flow.Flow;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.port.in.FlowView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flows of one stage as JSON, with what the stage is for. */
public record StageJson(String stage, String purpose, List<FlowJson> flows) {

    /** A {@link FlowView} as JSON; {@code host} is the one of the intent that it follows from, null if from none. */
    public record FlowJson(
            int priority,
            String match,
            String actions,
            String reason,
            @Nullable String host,
            long packets,
            long bytes,
            long ageSeconds,
            String cookie) {
        static FlowJson of(FlowView view) {
            InstalledFlow installed = view.installed();
            Flow flow = installed.flow();
            return new FlowJson(
                    flow.key().priority(),
                    flow.key().match().toString(),
                    flow.actionText(),
                    view.reason(),
                    view.origin().map(host -> host.id().value()).orElse(null),
                    installed.packets(),
                    installed.bytes(),
                    installed.age().toSeconds(),
                    flow.cookie().toString());
        }
    }

    /** Flows gathered by stage, stages and flows in the order in which they come. */
    public static List<StageJson> of(List<FlowView> views) {
        Map<String, StageJson> stages = new LinkedHashMap<>();
        for (FlowView view : views) {
            stages.computeIfAbsent(view.stage(), name -> new StageJson(name, view.purpose(), new ArrayList<>()))
                    .flows()
                    .add(FlowJson.of(view));
        }
        return List.copyOf(stages.values());
    }
}
