package io.landbridge.bridge;

import java.util.Optional;

/**
 * One column of a row, or one key of a column that is a map.
 *
 * @param column name in the schema, such as {@code fail_mode}
 * @param key the key, for a map column such as {@code external_ids}
 */
public record Setting(String column, Optional<String> key) implements Comparable<Setting> {

    public static Setting column(String column) {
        return new Setting(column, Optional.empty());
    }

    public static Setting key(String column, String key) {
        return new Setting(column, Optional.of(key));
    }

    @Override
    public int compareTo(Setting other) {
        return toString().compareTo(other.toString());
    }

    /** As {@code ovs-vsctl} writes it, such as {@code external_ids:landbridge-host}. */
    @Override
    public String toString() {
        return key.map(k -> column + ":" + k).orElse(column);
    }
}
