package io.landbridge.southbound.ovsdb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSetMultimap;
import io.landbridge.bridge.Setting;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes over the wire, against the words of RFC 7047 §5.2. */
class TransactionTest {
    private static final ObjectMapper JSON = new ObjectMapper().setSerializationInclusion(Include.NON_NULL);
    private static final String ROW = "36bef046-7da7-43a5-905a-c17899216fcb";
    private static final Setting MTU = Setting.column("mtu_request");
    private static final Setting NOTE = Setting.key("external_ids", "note");

    private final Transaction transaction = new Transaction(schema());

    @Test
    void aGuardAgainstAnotherRowOfTheNameWaitsForNone() {
        transaction.requireNone("T", "name", "x");

        assertOperations("""
                {"op":"wait","table":"T","timeout":0,"until":"==",
                 "where":[["name","==","x"]],"columns":["_uuid"],"rows":[]}""");
    }

    @Test
    void aGuardOfARowWaitsForItAlone() {
        transaction.requireRow("T", ROW);

        assertOperations("""
                {"op":"wait","table":"T","timeout":0,"until":"==","where":[["_uuid","==",["uuid","%1$s"]]],
                 "columns":["_uuid"],"rows":[{"_uuid":["uuid","%1$s"]}]}""".formatted(ROW));
    }

    @Test
    void aRowIsInsertedWithValuesOfItsColumnsTypes() {
        transaction.insert(
                "T",
                "new0",
                Map.of(Setting.column("name"), "x", MTU, "1450", Setting.column("protocols"), "OpenFlow13", NOTE, "1"),
                Map.of("held", "new1"));

        assertOperations("""
                {"op":"insert","table":"T","uuid-name":"new0","row":{"name":"x","mtu_request":["set",[1450]],
                 "protocols":["set",["OpenFlow13"]],"external_ids":["map",[["note","1"]]],
                 "held":["named-uuid","new1"]}}""");
    }

    @Test
    void aColumnIsWrittenOnlyWhileItIsWhatWasRead() {
        transaction.change("T", ROW, MTU, Optional.empty(), "1450");

        assertOperations("""
                {"op":"wait","table":"T","timeout":0,"until":"==","where":[["_uuid","==",["uuid","%1$s"]]],
                 "columns":["mtu_request"],"rows":[{"mtu_request":["set",[]]}]}""", """
                {"op":"update","table":"T","where":[["_uuid","==",["uuid","%1$s"]]],
                 "row":{"mtu_request":["set",[1450]]}}""");
    }

    @Test
    void aKeyIsReplacedWithoutNamingTheOthers() {
        transaction.change("T", ROW, NOTE, Optional.of("1"), "2");

        assertOperations("""
                {"op":"wait","table":"T","timeout":0,"until":"==",
                 "where":[["_uuid","==",["uuid","%1$s"]],["external_ids","includes",["map",[["note","1"]]]]],
                 "columns":["_uuid"],"rows":[{"_uuid":["uuid","%1$s"]}]}""", """
                {"op":"mutate","table":"T","where":[["_uuid","==",["uuid","%1$s"]]],
                 "mutations":[["external_ids","delete",["map",[["note","1"]]]]]}""", """
                {"op":"mutate","table":"T","where":[["_uuid","==",["uuid","%1$s"]]],
                 "mutations":[["external_ids","insert",["map",[["note","2"]]]]]}""", """
                {"op":"wait","table":"T","timeout":0,"until":"==",
                 "where":[["_uuid","==",["uuid","%1$s"]],["external_ids","includes",["map",[["note","2"]]]]],
                 "columns":["_uuid"],"rows":[{"_uuid":["uuid","%1$s"]}]}""");
    }

    @Test
    void aRowIsAttachedAndDetachedByItself() {
        transaction.attach("T", ROW, "held", "new0");
        transaction.detach("T", ROW, "held", ROW);

        assertOperations("""
                {"op":"mutate","table":"T","where":[["_uuid","==",["uuid","%1$s"]]],
                 "mutations":[["held","insert",["set",[["named-uuid","new0"]]]]]}""", """
                {"op":"mutate","table":"T","where":[["_uuid","==",["uuid","%1$s"]]],
                 "mutations":[["held","delete",["set",[["uuid","%1$s"]]]]]}""");
    }

    @Test
    void whatIsNotWatchedOrNotOfTheTypeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transaction.change("T", ROW, Setting.column("unwatched"), Optional.empty(), "1"))
                .withMessageContaining("T.unwatched");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transaction.requireRow("Other", ROW))
                .withMessageContaining("Other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transaction.change("T", ROW, MTU, Optional.empty(), "large"))
                .withMessageContaining("large");
    }

    private void assertOperations(String... expected) {
        try {
            var written =
                    JSON.readTree(JSON.writeValueAsString(transaction.request().params()));
            var all = JSON.createArrayNode().add("Open_vSwitch");
            for (String operation : expected) {
                all.add(JSON.readTree(operation.replace("%1$s", ROW)));
            }
            assertThat(written).isEqualTo(all);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Schema schema() {
        try {
            return Schema.of(
                    JSON.readTree("""
                            {"name":"Open_vSwitch","version":"8.3.1","tables":{
                             "T":{"columns":{
                              "name":{"type":"string"},
                              "unwatched":{"type":"integer"},
                              "mtu_request":{"type":{"key":{"type":"integer","minInteger":68},"min":0,"max":1}},
                              "protocols":{"type":{"key":"string","min":0,"max":"unlimited"}},
                              "external_ids":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}},
                              "held":{"type":{"key":{"type":"uuid","refTable":"T"},"min":0,"max":"unlimited"}}}},
                             "Other":{"columns":{"name":{"type":"string"}}}}}"""),
                    ImmutableSetMultimap.<String, String>builder()
                            .putAll("T", "name", "mtu_request", "protocols", "external_ids", "held")
                            .build());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
