package io.landbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.Intent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is not what this program wrote is refused with its reason and left byte for byte as it is. */
class RefusedIntentFileTest {
    private static final String GOOD = """
            {
              "schemaVersion" : 2,
              "revision" : 7,
              "fabric" : {
                "cidr" : "10.0.0.0/8",
                "gatewayCidr" : "10.100.0.0/16",
                "hostPrefixLength" : 16,
                "vni" : 1,
                "vxlanPort" : 4789,
                "egressNat" : true,
                "bridge" : "ovs_sw0",
                "tunnelPort" : "vxlan0",
                "containerBridge" : "docker0"
              },
              "hosts" : {
                "docker01" : {
                  "vtep" : "192.168.10.163",
                  "subnet" : "10.1.0.0/16",
                  "gateway" : "10.100.0.1",
                  "membership" : "joined"
                },
                "docker02" : {
                  "vtep" : "192.168.10.164",
                  "subnet" : "10.2.0.0/16",
                  "gateway" : "10.100.0.2",
                  "membership" : "joined"
                }
              },
              "underlayMtus" : {
                "docker01" : 1500
              }
            }
            """;

    @TempDir
    Path folder;

    private Path file;
    private JsonIntentStore store;

    @BeforeEach
    void openAStore() {
        file = folder.resolve("intent.json");
        store = new JsonIntentStore(file);
    }

    @AfterEach
    void closeTheStore() throws IOException {
        store.close();
    }

    @Test
    void theFileThatTheseTestsDamageIsGood() throws IOException {
        Files.writeString(file, GOOD);
        assertThat(store.load().revision()).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsRefusedWithItsReasonAndLeftAsItIs(String what, UnaryOperator<String> damage, String reason)
            throws IOException {
        String damaged = damage.apply(GOOD);
        assertThat(damaged).isNotEqualTo(GOOD);
        assertRefused(damaged.getBytes(StandardCharsets.UTF_8), reason);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("no content", text -> "", "it is empty"),
                damage("null", text -> "null\n", "line 1, column 1: intent: should be an object"),
                damage("a list", text -> "[]\n", "line 1, column 1: intent: a list has no place here"),
                damage("a lost comma", text -> text.replace("7,", "7"), "line 4, column 4: Unexpected character ('\"'"),
                damage("more after the end", text -> text + "{}", "line 33, column 1: the text goes on"),
                damage(
                        "a newer layout",
                        text -> text.replace(": 2,\n  \"rev", ": 4,\n  \"rev"),
                        "its schemaVersion is 4"),
                damage(
                        "what hosts reported, where it is not kept any more",
                        text -> text.replace(": 2,\n  \"rev", ": 3,\n  \"rev"),
                        "intent.underlayMtus: is not a field"),
                damage(
                        "a newer layout in words of its own",
                        text -> "{\"schemaVersion\":99999999999,\"sites\":{}}",
                        "its schemaVersion is 99999999999"),
                damage(
                        "no layout",
                        text -> text.replace("\"schemaVersion\" : 2,", ""),
                        "line 1, column 1: intent: has no field 'schemaVersion'"),
                damage(
                        "a rollover before there were any",
                        text -> text.replace(": 2,\n  \"rev", ": 1,\n  \"rollover\" : {},\n  \"rev"),
                        "intent.rollover: is not a field"),
                damage(
                        "a phase that is none",
                        text -> text.replace(
                                "\"revision\"",
                                "\"rollover\" : {\"phase\":\"leap\",\"vni\":1,\"vxlanPort\":4789,\"vteps\":{}},\"revision\""),
                        "'leap' is none of [accept, send, move, return]"),
                damage(
                        "an unknown field",
                        text -> text.replace("\"egressNat\"", "\"egress\""),
                        "line 10, column 16: intent.fabric.egress: is not a field"),
                damage(
                        "a host access that is none",
                        text -> text.replace(
                                "\"docker0\"", "\"docker0\", \"hostAccess\":\"ajar\", \"hostAccessAllow\":\"\""),
                        "'ajar' is neither open nor shut"),
                damage(
                        "a port without its protocol",
                        text -> text.replace(
                                "\"docker0\"", "\"docker0\", \"hostAccess\":\"shut\", \"hostAccessAllow\":\"53\""),
                        "'53' is not a port with its protocol"),
                damage(
                        "half of what containers reach",
                        text -> text.replace("\"docker0\"", "\"docker0\", \"hostAccess\":\"shut\""),
                        "intent.fabric: has no field 'hostAccessAllow'"),
                damage(
                        "a missing field",
                        text -> text.replace("\"vni\" : 1,", ""),
                        "line 4, column 14: intent.fabric: has no field 'vni'"),
                damage(
                        "a field that is null",
                        text -> text.replace("\"10.2.0.0/16\"", "null"),
                        "line 24, column 18: intent.hosts.docker02.subnet: should be a text"),
                damage(
                        "a field given twice",
                        text -> text.replace("\"vni\" : 1,", "\"vni\" : 1, \"vni\" : 2,"),
                        "line 8, column 16: intent.fabric.vni: is there twice"),
                damage(
                        "a host given twice",
                        text -> text.replace("docker02", "docker01"),
                        "intent.hosts.docker01: is there twice"),
                damage(
                        "a subnet off its bits",
                        text -> text.replace("10.2.0.0/16", "10.2.0.1/16"),
                        "line 24, column 18: intent.hosts.docker02.subnet: 10.2.0.1/16 is not aligned to its length; "
                                + "did you mean 10.2.0.0/16"),
                damage(
                        "a number in the place of an address",
                        text -> text.replace("\"10.100.0.1\"", "101"),
                        "intent.hosts.docker01.gateway: should be a text in quotes"),
                damage(
                        "a text in the place of a number",
                        text -> text.replace("1500", "\"1500\""),
                        "intent.underlayMtus.docker01: should be a whole number"),
                damage(
                        "a broken number",
                        text -> text.replace("Length\" : 16", "Length\" : 16.5"),
                        "line 7, column 26: intent.fabric.hostPrefixLength: should be a whole number"),
                damage(
                        "a number beyond all measure",
                        text -> text.replace("4789", "4789000000000000000000"),
                        "intent.fabric.vxlanPort: "),
                damage(
                        "a word in the place of true",
                        text -> text.replace("true", "\"yes\""),
                        "intent.fabric.egressNat: should be true or false"),
                damage(
                        "a text in the place of the hosts",
                        text -> text.replaceAll("(?s)\\{\\s*\"docker01\" : 1500\\s*}", "\"none\""),
                        "intent.underlayMtus: should be an object in braces"),
                damage(
                        "a name that no host can have",
                        text -> text.replace("\"docker02\"", "\"Docker_02\""),
                        "'Docker_02' is not a host name"),
                damage(
                        "a word of another language",
                        text -> text.replace("joined", "gone"),
                        "intent.hosts.docker01.membership: 'gone' is neither joined nor leaving"),
                damage(
                        "a value that the model refuses",
                        text -> text.replace("192.168.10.164", "224.0.0.1"),
                        "line 22, column 18: intent.hosts.docker02: vtep: 224.0.0.1 is not an address"),
                damage(
                        "overlapping subnets",
                        text -> text.replace("10.2.0.0/16", "10.1.128.0/17"),
                        "10.1.128.0/17 of docker02 overlaps 10.1.0.0/16 of docker01"),
                damage(
                        "two things wrong",
                        text -> text.replace("10.2.0.0/16", "11.2.0.0/16").replace("10.100.0.2", "10.100.0.1"),
                        "11.2.0.0/16 of docker02 is outside the fabric 10.0.0.0/8; "
                                + "gateway: docker01 and docker02 cannot both have 10.100.0.1"));
    }

    @Test
    void aFileCutOffAnywhereIsRefusedAndLeftAsItIs() throws IOException {
        byte[] whole = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 1; length++) {
            assertRefused(Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void aFileThatIsNotTextIsRefusedAndLeftAsItIs() throws IOException {
        assertRefused(new byte[] {0, 0, 0, 0, 0, 0, 0, 0}, "");
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xfd, (byte) 0xfc, 1, 2, 3, 4}, "");
        assertRefused(GOOD.replace("docker01", "d\u00f6cker").getBytes(StandardCharsets.ISO_8859_1), "UTF-8");
    }

    private void assertRefused(byte[] content, String reason) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(store::load)
                .isInstanceOf(UnusableIntentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .hasMessageContaining("left as it is: ");
        assertThatThrownBy(() -> store.save(nextAfterEmpty())).isInstanceOf(IOException.class);
        assertThat(file).hasBinaryContent(content);
    }

    private static Intent nextAfterEmpty() {
        return Intent.EMPTY.with(Intent.EMPTY.fabric());
    }

    private static Arguments damage(String what, UnaryOperator<String> damage, String reason) {
        return Arguments.of(what, damage, reason);
    }
}
