package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;

/** The value of a column, as text: a UUID is its 36 characters, a number its decimal digits (RFC 7047 §5.1). */
public sealed interface Datum {
    /** A set, or a scalar as the set of itself. */
    record Atoms(ImmutableSortedSet<String> members) implements Datum {}

    /** A map. */
    record Pairs(ImmutableSortedMap<String, String> entries) implements Datum {}

    /** Reads a value as the database sends it. */
    static Datum of(JsonNode value) {
        if (isTagged(value, "map")) {
            ImmutableSortedMap.Builder<String, String> entries = ImmutableSortedMap.naturalOrder();
            value.get(1).forEach(pair -> entries.put(atom(pair.get(0)), atom(pair.get(1))));
            return new Pairs(entries.build());
        }
        ImmutableSortedSet.Builder<String> members = new ImmutableSortedSet.Builder<>(Comparator.naturalOrder());
        if (isTagged(value, "set")) {
            value.get(1).forEach(member -> members.add(atom(member)));
        } else {
            members.add(atom(value));
        }
        return new Atoms(members.build());
    }

    private static String atom(JsonNode value) {
        return isTagged(value, "uuid") ? value.get(1).asText() : value.asText();
    }

    private static boolean isTagged(JsonNode value, String tag) {
        return value.isArray() && value.size() == 2 && tag.equals(value.get(0).asText());
    }
}
