package io.landbridge.bridge;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/** One change to the rows of a bridge. */
public sealed interface BridgeEdit {
    /** The row made, changed or removed. */
    Row row();

    /** Makes a row with these settings and attaches it to its bridge (a bridge to the switch, an interface to the port of its name). */
    record Create(Row row, ImmutableSortedMap<Setting, String> settings) implements BridgeEdit {}

    /**
     * Changes one setting.
     *
     * @param from what was read; the change is refused if it is something else by now
     * @param to what it becomes
     */
    record Set(Row row, Setting setting, Optional<String> from, String to) implements BridgeEdit {}

    /**
     * Takes a setting away.
     *
     * @param from what was read; the change is refused if it is something else by now
     */
    record Unset(Row row, Setting setting, String from) implements BridgeEdit {}

    /** Detaches a row from its bridge, or a bridge from the switch with all that it holds. */
    record Remove(Row row) implements BridgeEdit {}
}
