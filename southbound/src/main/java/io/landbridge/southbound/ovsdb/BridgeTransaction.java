package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.ovsdb.Snapshot.StoredRow;
import io.landbridge.southbound.ovsdb.codec.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Writes the edits of one bridge into one transaction. A row that is made is attached to the row that holds it; a row
 * that nothing holds any more, the database deletes by itself (RFC 7047 §3.2, {@code isRoot}).
 */
final class BridgeTransaction {
    private final Transaction transaction;
    private final Snapshot snapshot;
    private final Row bridge;
    private final ImmutableSortedMap<Row, StoredRow> existing;
    private final ImmutableList<Row> created;
    private final ImmutableList<Row> removed;

    /** Where a row is held: a column of another row, which is meant by its UUID or its name in the transaction. */
    private record Holder(String table, String reference, String column) {}

    private BridgeTransaction(
            Transaction transaction, Snapshot snapshot, InterfaceName bridge, List<BridgeEdit> edits) {
        this.transaction = transaction;
        this.snapshot = snapshot;
        this.bridge = new Row(Table.BRIDGE, bridge.value());
        this.existing = snapshot.bridge(bridge);
        this.created = rows(edits, BridgeEdit.Create.class);
        this.removed = rows(edits, BridgeEdit.Remove.class);
    }

    private static ImmutableList<Row> rows(List<BridgeEdit> edits, Class<? extends BridgeEdit> kind) {
        return edits.stream().filter(kind::isInstance).map(BridgeEdit::row).collect(ImmutableList.toImmutableList());
    }

    /**
     * Writes the edits, guarded against the bridge being gone, or another one, by the time they are made, and asks the
     * switch daemon to say when it has carried them out.
     *
     * @param snapshot what the rows are looked up in
     * @throws DeviceException {@code CHANGED_MEANWHILE} if the edits do not fit the snapshot
     * @throws IllegalArgumentException if a setting is unknown or its value of the wrong type
     */
    static void write(Transaction transaction, Snapshot snapshot, InterfaceName bridge, List<BridgeEdit> edits)
            throws DeviceException {
        BridgeTransaction writer = new BridgeTransaction(transaction, snapshot, bridge, edits);
        writer.guard();
        for (BridgeEdit edit : edits) {
            writer.write(edit);
        }
        transaction.increment(Watched.SWITCH, writer.root(), "next_cfg");
    }

    private void guard() {
        Optional.ofNullable(existing.get(bridge))
                .ifPresentOrElse(
                        known -> transaction.requireRow(Watched.BRIDGE, known.uuid()),
                        () -> transaction.requireNone(Watched.BRIDGE, "name", bridge.name()));
    }

    private void write(BridgeEdit edit) throws DeviceException {
        if (edit instanceof BridgeEdit.Create create) {
            create(create);
        } else if (edit instanceof BridgeEdit.Set set) {
            transaction.change(
                    set.row().table().schemaName(), reference(set.row()), set.setting(), set.from(), set.to());
        } else if (edit instanceof BridgeEdit.Unset unset) {
            transaction.clear(unset.row().table().schemaName(), reference(unset.row()), unset.setting(), unset.from());
        } else if (edit instanceof BridgeEdit.Remove remove) {
            remove(remove.row());
        }
    }

    private void create(BridgeEdit.Create create) throws DeviceException {
        Row row = create.row();
        if (existing.containsKey(row)) {
            throw new DeviceException(Kind.CHANGED_MEANWHILE, row + " has been made by someone else");
        }
        transaction.insert(
                row.table().schemaName(),
                nameInTransaction(row),
                ImmutableSortedMap.<Setting, String>naturalOrder()
                        .putAll(create.settings())
                        .put(Setting.column(Snapshot.nameColumn(row.table())), row.name())
                        .build(),
                heldBy(row));
        if (!isBornInside(row)) {
            Holder holder = holder(row);
            transaction.attach(holder.table(), holder.reference(), holder.column(), reference(row));
        }
    }

    private void remove(Row row) throws DeviceException {
        String uuid = reference(row);
        if (!leavesWithItsHolder(row)) {
            Holder holder = holder(row);
            transaction.detach(holder.table(), holder.reference(), holder.column(), uuid);
        }
    }

    /** A port must hold an interface from the start (the schema's least number of them is one). */
    private ImmutableMap<String, String> heldBy(Row row) throws DeviceException {
        return row.table() == Table.PORT
                ? ImmutableMap.of("interfaces", reference(interfaceOf(row)))
                : ImmutableMap.of();
    }

    private boolean isBornInside(Row row) {
        return row.table() == Table.INTERFACE && created.contains(portOf(row));
    }

    private boolean leavesWithItsHolder(Row row) {
        boolean portGoes = row.table() == Table.INTERFACE && removed.contains(portOf(row));
        boolean bridgeGoes = row.table() != Table.BRIDGE && removed.contains(bridge);
        return portGoes || bridgeGoes;
    }

    private Holder holder(Row row) throws DeviceException {
        return switch (row.table()) {
            case BRIDGE -> new Holder(Watched.SWITCH, root(), "bridges");
            case CONTROLLER -> new Holder(Watched.BRIDGE, reference(bridge), "controller");
            case PORT -> new Holder(Watched.BRIDGE, reference(bridge), "ports");
            case INTERFACE -> new Holder(Watched.PORT, reference(portOf(row)), "interfaces");
        };
    }

    private String root() throws DeviceException {
        return snapshot.root()
                .map(StoredRow::uuid)
                .orElseThrow(() -> new DeviceException(
                        Kind.REFUSED, "the database is still empty; run 'ovs-vsctl init' on the host"));
    }

    private String reference(Row row) throws DeviceException {
        if (created.contains(row)) {
            return nameInTransaction(row);
        }
        return Optional.ofNullable(existing.get(row))
                .map(StoredRow::uuid)
                .orElseThrow(() -> new DeviceException(Kind.CHANGED_MEANWHILE, row + " is not there any more"));
    }

    /** An identifier of letters, digits and underscores (RFC 7047 §3.1). */
    private String nameInTransaction(Row row) {
        return "new" + created.indexOf(row);
    }

    private static Row portOf(Row iface) {
        return new Row(Table.PORT, iface.name());
    }

    private static Row interfaceOf(Row port) {
        return new Row(Table.INTERFACE, port.name());
    }
}
