package io.landbridge.southbound.ovsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.flow.Port;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.southbound.ovsdb.codec.Datum;
import io.landbridge.southbound.ovsdb.codec.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may say of itself, and what becomes of the rest. */
class FactsReaderTest {
    private static final InterfaceName BRIDGE = new InterfaceName("ovs_sw0");

    private final Map<String, Datum> root = new HashMap<>(Map.of("bridges", atoms("b"), "ovs_version", atoms("3.1.0")));
    private final Map<String, Datum> iface = new HashMap<>(Map.of("name", atoms("vxlan0"), "ofport", atoms("1")));
    private final List<RowChange> more = new ArrayList<>();

    @Test
    void whatIsInBoundsIsReadAsItIs() throws DeviceException {
        root.put("external_ids", pairs("landbridge-helper-status", "ok", "hostname", "docker01.example"));
        root.put("datapath_types", atoms("netdev", "system"));
        root.put("next_cfg", atoms("7"));
        root.put("cur_cfg", atoms("7"));
        iface.put("error", atoms("could not open network device"));

        Facts facts = read();

        assertThat(facts.ovsVersion()).contains("3.1.0");
        assertThat(facts.datapathTypes()).containsExactly("netdev", "system");
        assertThat(facts.externalIds()).containsExactly(Map.entry("landbridge-helper-status", "ok"));
        assertThat(facts.ports()).containsExactly(Map.entry("vxlan0", new Port(1)));
        assertThat(facts.errors()).containsExactly(Map.entry("vxlan0", "could not open network device"));
        assertThat(facts.isCarriedOut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", ""})
    void aPortWithoutANumberHasNone(String ofport) throws DeviceException {
        iface.put("ofport", atoms(ofport));
        assertThat(read().ports()).isEmpty();
    }

    @Test
    void theLocalPortIsKnownByItsNumberIn16Bits() throws DeviceException {
        iface.put("ofport", atoms("65534"));
        assertThat(read().ports()).containsValue(Port.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "99999999999999999999", "65281", "4294967296", "1,2", "0x10"})
    void aPortNumberThatIsNoneIsSaidWithWhereItStands(String ofport) {
        iface.put("ofport", atoms(ofport));
        assertThat(malformed()).hasMessageContainingAll("Interface vxlan0", "ofport", ofport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next_cfg", "cur_cfg"})
    void aCounterThatIsNoneIsSaid(String column) {
        root.put(column, atoms("many\nlines"));
        assertThat(malformed()).hasMessageContainingAll("Open_vSwitch", column, "many\ufffdlines");
    }

    @Test
    void textIsCutAndFreeOfControlCharacters() throws DeviceException {
        root.put("ovs_version", atoms("3.1.0\u001b[31m" + "0".repeat(1000)));
        root.put("external_ids", pairs("landbridge-helper-status", "a\nb" + "c".repeat(5000), "landbridge-\n", "x"));
        iface.put("error", atoms("no\r\n" + "e".repeat(5000)));

        Facts facts = read();

        assertThat(facts.ovsVersion().orElseThrow())
                .startsWith("3.1.0\ufffd[31m")
                .hasSizeLessThanOrEqualTo(64);
        assertThat(facts.externalIds()).containsOnlyKeys("landbridge-helper-status");
        assertThat(facts.externalIds().get("landbridge-helper-status"))
                .startsWith("a\ufffdbc")
                .hasSizeBetween(1900, 2000);
        assertThat(facts.errors().get("vxlan0")).startsWith("no\ufffd\ufffde").hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void keysAndErrorsAreCounted() throws DeviceException {
        var keys = new String[400];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "landbridge-" + i;
        }
        root.put("external_ids", pairs(keys));
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ports.add("p" + i);
            more.add(row("Port", "p" + i, Map.of("name", atoms("port" + i), "interfaces", atoms("i" + i))));
            more.add(row("Interface", "i" + i, Map.of("name", atoms("port" + i), "error", atoms("broken"))));
        }
        Facts facts = read(ports);

        assertThat(facts.externalIds()).hasSize(64);
        assertThat(facts.errors()).hasSize(64);
    }

    @Test
    void theWeightOfWhatIsKeptFollowsWhatComesAndGoes() {
        Snapshot one = Snapshot.EMPTY.with(List.of(row("Port", "p", Map.of("name", atoms("x".repeat(1000))))));
        Snapshot longer = one.with(List.of(row("Port", "p", Map.of("name", atoms("x".repeat(5000))))));
        Snapshot none = longer.with(List.of(new RowChange("Port", "p", Optional.empty())));

        assertThat(one.weight()).isGreaterThan(1000);
        assertThat(longer.weight() - one.weight()).isEqualTo(4000);
        assertThat(none.weight()).isZero();
    }

    private Facts read() throws DeviceException {
        return read(List.of());
    }

    private Facts read(List<String> morePorts) throws DeviceException {
        List<RowChange> rows = new ArrayList<>(more);
        var ports = ImmutableSortedSet.<String>naturalOrder().add("p").addAll(morePorts);
        rows.add(row("Open_vSwitch", "r", root));
        rows.add(row("Bridge", "b", Map.of("name", atoms("ovs_sw0"), "ports", new Datum.Atoms(ports.build()))));
        rows.add(row("Port", "p", Map.of("name", atoms("vxlan0"), "interfaces", atoms("i"))));
        rows.add(row("Interface", "i", iface));
        return FactsReader.read(Snapshot.EMPTY.with(rows), BRIDGE, "192.0.2.1");
    }

    private DeviceException malformed() {
        DeviceException failure = catchThrowableOfType(DeviceException.class, this::read);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(DeviceException.Kind.MALFORMED);
        return failure;
    }

    private static RowChange row(String table, String uuid, Map<String, Datum> columns) {
        return new RowChange(table, uuid, Optional.of(ImmutableMap.copyOf(columns)));
    }

    private static Datum atoms(String... members) {
        return new Datum.Atoms(ImmutableSortedSet.copyOf(members));
    }

    private static Datum pairs(String... keysAndValues) {
        var pairs = ImmutableSortedMap.<String, String>naturalOrder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Datum.Pairs(pairs.build());
    }
}
