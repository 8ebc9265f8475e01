package io.landbridge.bridge;

import com.google.common.collect.ImmutableSortedMap;

/**
 * A bridge with its ports, interfaces and controllers: as it should be, only the settings that we own; as it was
 * read, all of them. Values are text: a set is its members sorted and joined by commas, an empty set is no setting.
 *
 * @param rows the settings of each row; empty if the bridge does not exist
 */
public record BridgeState(ImmutableSortedMap<Row, ImmutableSortedMap<Setting, String>> rows) {
    /** A host without the bridge. */
    public static final BridgeState ABSENT = new BridgeState(ImmutableSortedMap.of());

    /** Whether the bridge is there at all. */
    public boolean exists() {
        return !rows.isEmpty();
    }
}
