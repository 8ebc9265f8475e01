package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.model.InterfaceName;
import io.landbridge.southbound.ovsdb.codec.Datum;
import io.landbridge.southbound.ovsdb.codec.RowChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The watched rows of a database between two transactions.
 *
 * @param rows by UUID, of all tables
 * @param weight about how many bytes it takes on the heap
 */
record Snapshot(ImmutableMap<String, StoredRow> rows, long weight) {
    static final Snapshot EMPTY = new Snapshot(ImmutableMap.of(), 0);

    /** What a row, a member of a set, a key or a value takes beside its text. */
    private static final int OVERHEAD = 100;

    /** One row. */
    record StoredRow(String table, String uuid, ImmutableMap<String, Datum> columns) {

        /** Members of a set, or the one value of a scalar; empty if the database's schema has no such column. */
        ImmutableSortedSet<String> atoms(String column) {
            return columns.get(column) instanceof Datum.Atoms atoms ? atoms.members() : ImmutableSortedSet.of();
        }

        /** Entries of a map; empty if the database's schema has no such column. */
        ImmutableSortedMap<String, String> pairs(String column) {
            return columns.get(column) instanceof Datum.Pairs pairs ? pairs.entries() : ImmutableSortedMap.of();
        }

        /** A set as text; nothing if it is empty or an empty string. */
        Optional<String> text(String column) {
            return Optional.of(String.join(",", atoms(column))).filter(text -> !text.isEmpty());
        }
    }

    /** The snapshot after the changes of one transaction. */
    Snapshot with(List<RowChange> changes) {
        Map<String, StoredRow> next = new HashMap<>(rows);
        long heavier = 0;
        for (RowChange change : changes) {
            Optional<StoredRow> after =
                    change.columns().map(columns -> new StoredRow(change.table(), change.uuid(), columns));
            Optional<StoredRow> before = Optional.ofNullable(
                    after.isPresent() ? next.put(change.uuid(), after.get()) : next.remove(change.uuid()));
            heavier += weight(after) - weight(before);
        }
        return new Snapshot(ImmutableMap.copyOf(next), weight + heavier);
    }

    private static long weight(Optional<StoredRow> row) {
        return row.map(stored -> stored.columns().values().stream()
                        .mapToLong(Snapshot::weight)
                        .sum())
                .map(columns -> columns + OVERHEAD)
                .orElse(0L);
    }

    private static long weight(Datum datum) {
        return texts(datum).mapToLong(text -> text.length() + OVERHEAD).sum();
    }

    private static Stream<String> texts(Datum datum) {
        return datum instanceof Datum.Pairs pairs
                ? pairs.entries().entrySet().stream().flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
                : ((Datum.Atoms) datum).members().stream();
    }

    /** The one row of the table Open_vSwitch; nothing while the database is still as it was created. */
    Optional<StoredRow> root() {
        return rows.values().stream()
                .filter(row -> row.table().equals(Watched.SWITCH))
                .findFirst();
    }

    /** The bridge's rows as an admin would name them; none if there is no such bridge. */
    ImmutableSortedMap<Row, StoredRow> bridge(InterfaceName name) {
        Map<Row, StoredRow> found = new TreeMap<>();
        root().stream()
                .flatMap(root -> referenced(root, "bridges"))
                .filter(bridge -> bridge.text("name").equals(Optional.of(name.value())))
                .forEach(bridge -> {
                    found.put(named(Table.BRIDGE, bridge), bridge);
                    referenced(bridge, "controller")
                            .forEach(controller -> found.put(named(Table.CONTROLLER, controller), controller));
                    referenced(bridge, "ports").forEach(port -> {
                        found.put(named(Table.PORT, port), port);
                        referenced(port, "interfaces")
                                .forEach(iface -> found.put(named(Table.INTERFACE, iface), iface));
                    });
                });
        return ImmutableSortedMap.copyOf(found);
    }

    private Stream<StoredRow> referenced(StoredRow row, String column) {
        return row.atoms(column).stream().flatMap(uuid -> Optional.ofNullable(rows.get(uuid)).stream());
    }

    private static Row named(Table table, StoredRow row) {
        return new Row(table, row.text(nameColumn(table)).orElse(row.uuid()));
    }

    /** The column whose value names a row of that table. */
    static String nameColumn(Table table) {
        return table == Table.CONTROLLER ? "target" : "name";
    }
}
