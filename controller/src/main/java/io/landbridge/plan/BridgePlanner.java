package io.landbridge.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what has to change for a bridge to be as it should; pure. */
public final class BridgePlanner {
    /** Chosen when a bridge is made; a bridge that is there keeps its own, for changing it would rebuild the datapath. */
    private static final Setting ONLY_AT_CREATION = Setting.column("datapath_type");

    private BridgePlanner() {}

    /**
     * The edits that lead from one state to the other, to be made in one transaction. Ports and settings that the
     * desired state does not name are left alone, but for what would go on telling the helper something; temporary ports
     * of ours go, and so do controllers, for a switch obeys all of them.
     */
    public static ImmutableList<Change.OfBridge> diff(BridgeState desired, BridgeState actual) {
        Stream<Change.OfBridge> additions = desired.rows().entrySet().stream().flatMap(row -> {
            var found = actual.rows().get(row.getKey());
            return found == null
                    ? Stream.of(create(row.getKey(), row.getValue()))
                    : Stream.concat(sets(row, found), unsets(row, found));
        });
        Stream<Change.OfBridge> removals = actual.rows().entrySet().stream()
                .filter(row -> !desired.rows().containsKey(row.getKey()))
                .flatMap(row -> whyRemoved(row.getKey(), row.getValue()).stream()
                        .map(reason -> new Change.OfBridge(new BridgeEdit.Remove(row.getKey()), reason)));
        return Stream.concat(additions, removals).collect(ImmutableList.toImmutableList());
    }

    private static Optional<String> whyRemoved(Row row, Map<Setting, String> settings) {
        if (row.table() == Table.CONTROLLER) {
            return Optional.of("the bridge has another controller now");
        }
        return row.table() == Table.PORT && settings.containsKey(BridgeCompiler.TEMPORARY)
                ? Optional.of("the change that it was for is done")
                : Optional.empty();
    }

    private static Change.OfBridge create(Row row, ImmutableSortedMap<Setting, String> settings) {
        return new Change.OfBridge(new BridgeEdit.Create(row, settings), "missing");
    }

    private static Stream<Change.OfBridge> sets(
            Map.Entry<Row, ImmutableSortedMap<Setting, String>> desired, Map<Setting, String> found) {
        return desired.getValue().entrySet().stream()
                .filter(setting -> !setting.getKey().equals(ONLY_AT_CREATION))
                .filter(setting -> !setting.getValue().equals(found.get(setting.getKey())))
                .map(setting -> new Change.OfBridge(
                        new BridgeEdit.Set(
                                desired.getKey(),
                                setting.getKey(),
                                Optional.ofNullable(found.get(setting.getKey())),
                                setting.getValue()),
                        "differs from the intent"));
    }

    private static Stream<Change.OfBridge> unsets(
            Map.Entry<Row, ImmutableSortedMap<Setting, String>> desired, Map<Setting, String> found) {
        String allowed = found.get(BridgeCompiler.ALLOWED);
        return allowed == null || desired.getValue().containsKey(BridgeCompiler.ALLOWED)
                ? Stream.of()
                : Stream.of(new Change.OfBridge(
                        new BridgeEdit.Unset(desired.getKey(), BridgeCompiler.ALLOWED, allowed),
                        "differs from the intent"));
    }
}
