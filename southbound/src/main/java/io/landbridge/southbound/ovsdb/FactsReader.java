package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.Longs;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.flow.Port;
import io.landbridge.model.BoundedText;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.southbound.ovsdb.Snapshot.StoredRow;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says in our words what a snapshot holds, and nothing that is out of bounds; pure. */
final class FactsReader {
    /** OFPP_LOCAL of OpenFlow 1.0: the database writes every port number in its 16 bits. */
    private static final int LOCAL_IN_16_BITS = 0xfffe;

    /** OFPP_MAX of OpenFlow 1.0, the last number before the reserved ones. */
    private static final int HIGHEST_PORT = 0xff00;

    /** What the helper writes starts so; other keys are not ours to read. */
    private static final String OUR_KEYS = "landbridge-";

    private static final int MOST_KEYS = 64;
    private static final int LONGEST_VALUE = 2000;
    private static final int LONGEST_WORD = 64;
    private static final int MOST_DATAPATH_TYPES = 16;
    private static final int MOST_ERRORS = 64;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_ERROR = 200;

    private FactsReader() {}

    /** @throws DeviceException if a number is none or out of its range */
    static Facts read(Snapshot snapshot, InterfaceName bridge, String controllerAddress) throws DeviceException {
        ImmutableSortedMap<Row, StoredRow> rows = snapshot.bridge(bridge);
        Optional<StoredRow> root = snapshot.root();
        return new Facts(
                root.flatMap(row -> row.text("ovs_version")).map(text -> BoundedText.of(text, LONGEST_WORD)),
                root.map(FactsReader::datapathTypes).orElse(ImmutableSet.of()),
                root.map(FactsReader::ourKeys).orElse(ImmutableMap.of()),
                controllerAddress,
                new BridgeState(ImmutableSortedMap.copyOf(Maps.transformValues(rows, FactsReader::settings))),
                ports(rows),
                errors(rows),
                root.isPresent() && isCarriedOut(root.get()));
    }

    private static ImmutableSet<String> datapathTypes(StoredRow root) {
        return root.atoms("datapath_types").stream()
                .limit(MOST_DATAPATH_TYPES)
                .map(type -> BoundedText.of(type, LONGEST_WORD))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableMap<String, String> ourKeys(StoredRow root) {
        return root.pairs("external_ids").entrySet().stream()
                .filter(pair -> pair.getKey().startsWith(OUR_KEYS)
                        && pair.getKey().length() <= LONGEST_NAME
                        && pair.getKey().equals(BoundedText.of(pair.getKey(), LONGEST_NAME)))
                .limit(MOST_KEYS)
                .collect(ImmutableMap.toImmutableMap(
                        pair -> pair.getKey(), pair -> BoundedText.of(pair.getValue(), LONGEST_VALUE)));
    }

    private static boolean isCarriedOut(StoredRow root) throws DeviceException {
        return number("Open_vSwitch", root, "cur_cfg").orElse(0L)
                >= number("Open_vSwitch", root, "next_cfg").orElse(0L);
    }

    private static ImmutableSortedMap<Setting, String> settings(StoredRow row) {
        ImmutableSortedMap.Builder<Setting, String> settings = ImmutableSortedMap.naturalOrder();
        for (String column : Watched.SETTINGS.get(row.table())) {
            row.text(column).ifPresent(text -> settings.put(Setting.column(column), text));
            row.pairs(column).forEach((key, value) -> settings.put(Setting.key(column, key), value));
        }
        return settings.build();
    }

    private static ImmutableSortedMap<String, Port> ports(ImmutableSortedMap<Row, StoredRow> rows)
            throws DeviceException {
        Map<String, Port> ports = new TreeMap<>();
        for (var iface :
                Maps.filterKeys(rows, row -> row.table() == Table.INTERFACE).entrySet()) {
            String name = iface.getKey().name();
            Optional<Port> port = port(name, iface.getValue());
            port.ifPresent(given -> ports.put(BoundedText.of(name, LONGEST_NAME), given));
        }
        return ImmutableSortedMap.copyOf(ports);
    }

    /** Nothing while the switch has given no number: it writes none, or -1 if it cannot. */
    private static Optional<Port> port(String name, StoredRow iface) throws DeviceException {
        long number = number("Interface " + name, iface, "ofport").orElse(0L);
        if (number == LOCAL_IN_16_BITS) {
            return Optional.of(Port.LOCAL);
        }
        if (number > HIGHEST_PORT) {
            throw malformed(
                    "Interface " + name, "ofport", number + ", not 1 to " + HIGHEST_PORT + " or the local port");
        }
        return number > 0 ? Optional.of(new Port((int) number)) : Optional.empty();
    }

    private static ImmutableSortedMap<String, String> errors(ImmutableSortedMap<Row, StoredRow> rows) {
        Map<String, String> errors = new TreeMap<>();
        rows.entrySet().stream()
                .filter(row -> row.getKey().table() == Table.INTERFACE
                        && row.getValue().text("error").isPresent())
                .limit(MOST_ERRORS)
                .forEach(row -> errors.put(
                        BoundedText.of(row.getKey().name(), LONGEST_NAME),
                        BoundedText.of(row.getValue().text("error").orElseThrow(), LONGEST_ERROR)));
        return ImmutableSortedMap.copyOf(errors);
    }

    private static Optional<Long> number(String where, StoredRow row, String column) throws DeviceException {
        Optional<String> text = row.text(column);
        Optional<Long> number = text.flatMap(digits -> Optional.ofNullable(Longs.tryParse(digits)));
        if (text.isPresent() && number.isEmpty()) {
            throw malformed(where, column, "'" + text.get() + "', which is no number");
        }
        return number;
    }

    private static DeviceException malformed(String where, String column, String what) {
        return new DeviceException(
                Kind.MALFORMED,
                "its database has " + BoundedText.of(where, LONGEST_ERROR) + " with " + column + " "
                        + BoundedText.of(what, LONGEST_ERROR));
    }
}
