package io.landbridge.northbound.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.base.Joiner;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.flow.FlowEdit;
import io.landbridge.plan.Change;
import io.landbridge.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Plan} as JSON; {@code unknown} is null where the host was read in full. */
public record PlanJson(
        String host, List<ChangeJson> changes, @Nullable String unknown) {

    public static PlanJson of(Plan plan) {
        return new PlanJson(
                plan.host().value(),
                plan.changes().stream().map(ChangeJson::of).toList(),
                plan.unknown().orElse(null));
    }

    /**
     * A {@link Change} as JSON.
     *
     * @param action {@code create}, {@code set}, {@code unset} or {@code remove} of a row, {@code add}, {@code modify} or
     *     {@code delete} of a flow
     * @param target the row, the row's setting, or the flow's priority and match
     * @param detail the new row's settings, or the flow's actions
     * @param from what a setting was, if it was
     * @param to what a setting becomes
     * @param stage the flow's stage
     * @param reason why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChangeJson(
            String action,
            String target,
            @Nullable String detail,
            @Nullable String from,
            @Nullable String to,
            @Nullable String stage,
            String reason) {

        static ChangeJson of(Change change) {
            return change instanceof Change.OfFlow flow ? ofFlow(flow) : ofBridge((Change.OfBridge) change);
        }

        private static ChangeJson ofBridge(Change.OfBridge change) {
            BridgeEdit edit = change.edit();
            String row = edit.row().toString();
            if (edit instanceof BridgeEdit.Set set) {
                String from = set.from().orElse(null);
                return new ChangeJson("set", row + " " + set.setting(), null, from, set.to(), null, change.reason());
            }
            if (edit instanceof BridgeEdit.Unset unset) {
                return new ChangeJson(
                        "unset", row + " " + unset.setting(), null, unset.from(), null, null, change.reason());
            }
            if (edit instanceof BridgeEdit.Create create) {
                String settings = Joiner.on(", ").withKeyValueSeparator("=").join(create.settings());
                return new ChangeJson("create", row, settings, null, null, null, change.reason());
            }
            return new ChangeJson("remove", row, null, null, null, null, change.reason());
        }

        private static ChangeJson ofFlow(Change.OfFlow change) {
            FlowEdit edit = change.edit();
            return new ChangeJson(
                    edit instanceof FlowEdit.Add ? "add" : edit instanceof FlowEdit.Modify ? "modify" : "delete",
                    "priority=" + edit.flow().key().priority() + ","
                            + edit.flow().key().match(),
                    edit.flow().actionText(),
                    null,
                    null,
                    change.stage(),
                    change.reason());
        }
    }
}
