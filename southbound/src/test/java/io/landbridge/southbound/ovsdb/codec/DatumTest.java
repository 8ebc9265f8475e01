package io.landbridge.southbound.ovsdb.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import org.junit.jupiter.api.Test;

/** Values as RFC 7047 §5.1 writes them. */
class DatumTest {

    @Test
    void aScalarIsTheSetOfItself() {
        assertThat(read("\"secure\"")).isEqualTo(atoms("secure"));
        assertThat(read("1450")).isEqualTo(atoms("1450"));
        assertThat(read("true")).isEqualTo(atoms("true"));
        assertThat(read("[\"uuid\",\"36bef046-7da7-43a5-905a-c17899216fcb\"]"))
                .isEqualTo(atoms("36bef046-7da7-43a5-905a-c17899216fcb"));
    }

    @Test
    void aSetIsSorted() {
        assertThat(read("[\"set\",[]]")).isEqualTo(atoms());
        assertThat(read("[\"set\",[\"system\",\"netdev\"]]")).isEqualTo(atoms("netdev", "system"));
        assertThat(read("[\"set\",[[\"uuid\",\"b\"],[\"uuid\",\"a\"]]]")).isEqualTo(atoms("a", "b"));
    }

    @Test
    void aMapKeepsItsPairs() {
        assertThat(read("[\"map\",[[\"key\",\"flow\"],[\"dst_port\",\"4789\"]]]"))
                .isEqualTo(new Datum.Pairs(ImmutableSortedMap.of("dst_port", "4789", "key", "flow")));
        assertThat(read("[\"map\",[]]")).isEqualTo(new Datum.Pairs(ImmutableSortedMap.of()));
    }

    private static Datum atoms(String... members) {
        return new Datum.Atoms(ImmutableSortedSet.copyOf(members));
    }

    private static Datum read(String json) {
        try {
            return Datum.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
