package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.flow.Port;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.southbound.ovsdb.Snapshot.StoredRow;
import java.util.Optional;
import java.util.function.Function;

/** Says in our words what a snapshot holds; pure. */
final class FactsReader {
    /** OFPP_LOCAL of OpenFlow 1.0: the database writes every port number in its 16 bits. */
    private static final int LOCAL_IN_16_BITS = 0xfffe;

    private FactsReader() {}

    static Facts read(Snapshot snapshot, InterfaceName bridge, String controllerAddress) {
        ImmutableSortedMap<Row, StoredRow> rows = snapshot.bridge(bridge);
        Optional<StoredRow> root = snapshot.root();
        return new Facts(
                root.flatMap(row -> row.text("ovs_version")),
                root.map(row -> row.atoms("datapath_types")).orElse(ImmutableSortedSet.of()),
                root.map(row -> row.pairs("external_ids")).orElse(ImmutableSortedMap.of()),
                controllerAddress,
                new BridgeState(ImmutableSortedMap.copyOf(Maps.transformValues(rows, FactsReader::settings))),
                ofInterfaces(rows, FactsReader::port),
                ofInterfaces(rows, row -> row.text("error")),
                root.filter(row -> number(row, "cur_cfg") >= number(row, "next_cfg"))
                        .isPresent());
    }

    private static long number(StoredRow row, String column) {
        return row.text(column).map(Long::parseLong).orElse(0L);
    }

    private static ImmutableSortedMap<Setting, String> settings(StoredRow row) {
        ImmutableSortedMap.Builder<Setting, String> settings = ImmutableSortedMap.naturalOrder();
        for (String column : Watched.SETTINGS.get(row.table())) {
            row.text(column).ifPresent(text -> settings.put(Setting.column(column), text));
            row.pairs(column).forEach((key, value) -> settings.put(Setting.key(column, key), value));
        }
        return settings.build();
    }

    private static Optional<Port> port(StoredRow row) {
        return row.text("ofport")
                .map(Integer::parseInt)
                .filter(number -> number > 0)
                .map(number -> number == LOCAL_IN_16_BITS ? Port.LOCAL : new Port(number));
    }

    private static <T> ImmutableSortedMap<String, T> ofInterfaces(
            ImmutableSortedMap<Row, StoredRow> rows, Function<StoredRow, Optional<T>> read) {
        ImmutableSortedMap.Builder<String, T> found = ImmutableSortedMap.naturalOrder();
        rows.forEach((row, stored) -> {
            if (row.table() == Table.INTERFACE) {
                read.apply(stored).ifPresent(value -> found.put(row.name(), value));
            }
        });
        return found.build();
    }
}
