package io.landbridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.Host;
import io.landbridge.model.HostAccess;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.IntentStore;
import io.landbridge.port.out.IntentStore.StaleRevisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonIntentStoreTest {
    @TempDir
    Path folder;

    private Path file;
    private JsonIntentStore store;

    @BeforeEach
    void openAStore() {
        file = folder.resolve("landbridge/intent.json");
        store = new JsonIntentStore(file);
    }

    @AfterEach
    void closeTheStore() throws IOException {
        store.close();
    }

    @Test
    void aStoreThatWasNeverSavedToHoldsTheEmptyIntent() throws IOException {
        assertThat(store.load()).isEqualTo(Intent.EMPTY);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anIntentComesBackAsItWasSaved(long seed) throws IOException {
        Intent saved = following(Intent.EMPTY, new RandomIntents(seed).next());
        store.load();
        store.save(saved);
        store.close();
        assertThat(store.load()).isEqualTo(saved);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameIntentIsWrittenAsTheSameBytes(long seed) throws IOException {
        Intent intent = new RandomIntents(seed).next();
        byte[] written = IntentWriter.write(intent);
        assertThat(IntentWriter.write(IntentReader.read(file, written))).isEqualTo(written);
    }

    @Test
    void theFileReadsAsTheAdminWouldWriteIt() throws IOException {
        store.load();
        store.save(following(Intent.EMPTY, twoHosts()));
        assertThat(file).hasContent("""
                {
                  "schemaVersion" : 3,
                  "revision" : 1,
                  "fabric" : {
                    "cidr" : "10.0.0.0/8",
                    "gatewayCidr" : "10.100.0.0/16",
                    "hostPrefixLength" : 16,
                    "vni" : 1,
                    "vxlanPort" : 4789,
                    "egressNat" : true,
                    "bridge" : "ovs_sw0",
                    "tunnelPort" : "vxlan0",
                    "containerBridge" : "docker0",
                    "hostAccess" : "shut",
                    "hostAccessAllow" : ""
                  },
                  "hosts" : {
                    "docker01" : {
                      "vtep" : "192.168.10.163",
                      "subnet" : "10.1.0.0/16",
                      "gateway" : "10.100.0.1",
                      "ovsdb" : "tcp:192.168.10.163:6640",
                      "membership" : "joined"
                    },
                    "docker02" : {
                      "vtep" : "192.168.10.164",
                      "subnet" : "10.2.0.0/16",
                      "gateway" : "10.100.0.2",
                      "membership" : "leaving"
                    }
                  }
                }
                """);
    }

    /** So a file is read that was written before there was a choice, whatever its layout is called. */
    @Test
    void aFabricThatDoesNotSayWhatContainersReachIsOpen() throws IOException {
        String shut = new String(IntentWriter.write(twoHosts()), UTF_8);
        String silent = shut.replace(",\n    \"hostAccess\" : \"shut\",\n    \"hostAccessAllow\" : \"\"", "");
        assertThat(silent).doesNotContain("hostAccess");
        Files.createDirectories(file.getParent());
        Files.writeString(file, silent);
        assertThat(store.load().fabric()).isEqualTo(twoHosts().fabric().with(HostAccess.OPEN));
    }

    @ParameterizedTest(name = "schemaVersion {0}")
    @ValueSource(ints = {1, 2})
    void aFileOfAFormerLayoutIsReadAndStaysAsItIsUntilTheNextChange(int version) throws IOException {
        String former = former(version, 1500);
        Files.createDirectories(file.getParent());
        Files.writeString(file, former);
        Intent loaded = store.load();
        assertThat(loaded).isEqualTo(twoHosts());
        assertThat(file).hasContent(former);
        store.save(loaded.without(new HostId("docker02")));
        assertThat(file).content().contains("\"schemaVersion\" : 3").doesNotContain("underlayMtus");
    }

    @Test
    void whatAFormerLayoutHeldOfTheHostsIsChecked() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, former(2, 625));
        assertThatThrownBy(store::load)
                .isInstanceOf(UnusableIntentException.class)
                .hasMessageContaining("intent.underlayMtus.docker01");
    }

    /** The intent of two hosts as former versions wrote it. */
    private static String former(int version, int underlayMtu) throws IOException {
        return new String(IntentWriter.write(twoHosts()), UTF_8)
                .replace("\"schemaVersion\" : 3", "\"schemaVersion\" : " + version)
                .replaceFirst(
                        "\\n}\\n$", ",\n  \"underlayMtus\" : {\n    \"docker01\" : " + underlayMtu + "\n  }\n}\n");
    }

    @Test
    void aFolderThatCannotBeSyncedIsToldAndTheStoreGoesOn() throws IOException {
        UnkindFile unkind = new UnkindFile(file);
        try (JsonIntentStore wedged = new JsonIntentStore(unkind)) {
            wedged.load();
            Intent first = Intent.EMPTY.with(docker01());
            unkind.failNextSync();
            assertThatThrownBy(() -> wedged.save(first))
                    .isInstanceOf(IntentStore.NotSyncedException.class)
                    .hasMessageContaining("the change is made and stands in " + file)
                    .hasMessageContaining("a power cut may undo it");
            Intent second = first.with(docker02());
            wedged.save(second);
            assertThat(wedged.load()).isEqualTo(second);
        }
    }

    @Test
    void aProbeTellsWhetherAFileCouldBeWrittenAndLeavesAllAsItIs() throws IOException {
        store.load();
        store.save(Intent.EMPTY.with(docker01()));
        String before = Files.readString(file);
        store.probe();
        Path obstacle = Files.createDirectories(file.resolveSibling("intent.json.tmp/in-the-way"));
        assertThatThrownBy(store::probe).isInstanceOf(IOException.class).hasMessageContaining("cannot write beside");
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        store.probe();
        assertThat(file).hasContent(before);
        assertThat(file.resolveSibling("intent.json.tmp")).doesNotExist();
    }

    @Test
    void aChangeMadeFromAnOldRevisionIsRefused() throws IOException {
        Intent first = Intent.EMPTY.with(docker01());
        store.load();
        store.save(first);
        assertThatThrownBy(() -> store.save(Intent.EMPTY.with(docker02())))
                .isInstanceOf(StaleRevisionException.class)
                .hasMessageContaining("revision 1, not 0");
        assertThat(store.load()).isEqualTo(first);
    }

    @Test
    void aRevisionThatSkipsOneIsRefused() throws IOException {
        store.load();
        assertThatThrownBy(() -> store.save(Intent.EMPTY.with(docker01()).with(docker02())))
                .isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void nothingIsSavedBeforeALoad() {
        assertThatThrownBy(() -> store.save(Intent.EMPTY.with(docker01())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }

    @Test
    void anEditMadeByHandMeanwhileIsNotWrittenOver() throws IOException {
        store.load();
        store.save(Intent.EMPTY.with(docker01()));
        String edited = Files.readString(file).replace("10.1.0.0/16", "10.7.0.0/16");
        Files.writeString(file, edited);
        assertThatThrownBy(() -> store.save(Intent.EMPTY.with(docker01()).with(docker02())))
                .hasMessageContaining("edited while Landbridge was running");
        assertThat(file).hasContent(edited);
    }

    @Test
    void aFileThatAppearedMeanwhileIsNotWrittenOver() throws IOException {
        store.load();
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> store.save(Intent.EMPTY.with(docker01()))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFileThatVanishedMeanwhileIsWrittenAnew() throws IOException {
        store.load();
        Intent first = Intent.EMPTY.with(docker01());
        store.save(first);
        Files.delete(file);
        store.save(first.with(docker02()));
        assertThat(store.load()).isEqualTo(first.with(docker02()));
    }

    @Test
    void othersThanTheControllersGroupSeeNothing() throws IOException {
        store.load();
        store.save(Intent.EMPTY.with(docker01()));
        assertThat(Files.getPosixFilePermissions(file)).isSubsetOf(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isSubsetOf(PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Test
    void aLinkStaysALinkToTheFile() throws IOException {
        store.load();
        store.save(Intent.EMPTY.with(docker01()));
        store.close();
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        Intent next = Intent.EMPTY.with(docker01()).with(docker02());
        try (JsonIntentStore linked = new JsonIntentStore(link)) {
            linked.load();
            linked.save(next);
        }
        assertThat(link).isSymbolicLink();
        assertThat(store.load()).isEqualTo(next);
    }

    @Test
    void aLinkThatLeadsNowhereIsNoEmptyIntent() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("gone/intent.json"));
        try (JsonIntentStore linked = new JsonIntentStore(link)) {
            assertThatThrownBy(linked::load)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("gone/intent.json, which is not there");
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheRemedy() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("in-the-way"), "a file");
        assertThatThrownBy(() -> new JsonIntentStore(inTheWay.resolve("intent.json")).load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(inTheWay.toString())
                .hasMessageContaining("store.path");
    }

    @Test
    void aFolderThatTakesNoFilesIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> new JsonIntentStore(Path.of("/proc/intent.json")).load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write beside /proc/intent.json")
                .hasMessageContaining("store.path");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static Host docker01() {
        Ipv4Address vtep = Ipv4Address.parse("192.168.10.163");
        return host("docker01", vtep, "10.1.0.0/16", "10.100.0.1", Optional.of(new OvsdbEndpoint(vtep, 6640)));
    }

    private static Host docker02() {
        return host("docker02", Ipv4Address.parse("192.168.10.164"), "10.2.0.0/16", "10.100.0.2", Optional.empty());
    }

    private static Host host(
            String name, Ipv4Address vtep, String subnet, String gateway, Optional<OvsdbEndpoint> ovsdb) {
        return new Host(
                new HostId(name),
                vtep,
                Ipv4Prefix.parse(subnet),
                Ipv4Address.parse(gateway),
                ovsdb,
                Host.Membership.JOINED);
    }

    private static Intent twoHosts() {
        return Intent.EMPTY.with(docker02().leaving()).with(docker01());
    }

    /** The same content as the change that comes right after {@code before}. */
    private static Intent following(Intent before, Intent content) {
        return new Intent(before.revision() + 1, content.fabric(), content.hosts(), content.rollover());
    }
}
