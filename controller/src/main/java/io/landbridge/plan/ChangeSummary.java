package io.landbridge.plan;

import io.landbridge.bridge.BridgeEdit;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes in numbers, for one line of text.
 *
 * @param settings how many rows and settings of the bridge were made, changed or removed
 * @param added how many flows were added
 * @param modified how many flows were modified
 * @param deleted how many flows were deleted
 */
public record ChangeSummary(int settings, int added, int modified, int deleted) {
    public static final ChangeSummary NONE = new ChangeSummary(0, 0, 0, 0);

    public static ChangeSummary of(Collection<Change> changes) {
        return new ChangeSummary(
                count(changes, change -> change instanceof Change.OfBridge),
                count(changes, change -> edits(change, FlowEdit.Add.class)),
                count(changes, change -> edits(change, FlowEdit.Modify.class)),
                count(changes, change -> edits(change, FlowEdit.Delete.class)));
    }

    public ChangeSummary plus(ChangeSummary other) {
        return new ChangeSummary(
                settings + other.settings, added + other.added, modified + other.modified, deleted + other.deleted);
    }

    /** Such as {@code 2 changes of the bridge, 16 flows added}; {@code nothing was changed} if so. */
    @Override
    public String toString() {
        String text = Stream.of(
                        part(settings, "change", " of the bridge"),
                        part(added, "flow", " added"),
                        part(modified, "flow", " modified"),
                        part(deleted, "flow", " deleted"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing was changed" : text;
    }

    /** The first few changes by name, such as {@code Routing priority=200,ip,nw_dst=10.2.0.0/16}. */
    public static String names(Collection<Change> changes, int limit) {
        String names = changes.stream().limit(limit).map(ChangeSummary::name).collect(Collectors.joining("; "));
        return changes.size() > limit ? names + "; and " + (changes.size() - limit) + " more" : names;
    }

    private static String name(Change change) {
        if (change instanceof Change.OfFlow flow) {
            FlowKey key = flow.edit().flow().key();
            return flow.stage() + " priority=" + key.priority() + "," + key.match();
        }
        BridgeEdit edit = ((Change.OfBridge) change).edit();
        return edit instanceof BridgeEdit.Set set
                ? edit.row() + " " + set.setting() + "=" + set.to()
                : edit.row().toString();
    }

    private static String part(int count, String noun, String rest) {
        return count == 0 ? "" : count + " " + noun + (count == 1 ? "" : "s") + rest;
    }

    private static boolean edits(Change change, Class<? extends FlowEdit> kind) {
        return change instanceof Change.OfFlow flow && kind.isInstance(flow.edit());
    }

    private static int count(Collection<Change> changes, Predicate<Change> filter) {
        return Math.toIntExact(changes.stream().filter(filter).count());
    }
}
