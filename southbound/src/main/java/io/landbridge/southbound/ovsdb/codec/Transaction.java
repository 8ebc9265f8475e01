package io.landbridge.southbound.ovsdb.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.bridge.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.ovsdb.lib.message.TransactBuilder;
import org.opendaylight.ovsdb.lib.notation.Condition;
import org.opendaylight.ovsdb.lib.notation.Function;
import org.opendaylight.ovsdb.lib.notation.Mutation;
import org.opendaylight.ovsdb.lib.notation.Mutator;
import org.opendaylight.ovsdb.lib.notation.OvsdbMap;
import org.opendaylight.ovsdb.lib.notation.OvsdbSet;
import org.opendaylight.ovsdb.lib.notation.UUID;
import org.opendaylight.ovsdb.lib.operations.Insert;
import org.opendaylight.ovsdb.lib.operations.Mutate;
import org.opendaylight.ovsdb.lib.operations.Operation;
import org.opendaylight.ovsdb.lib.operations.Update;
import org.opendaylight.ovsdb.lib.schema.GenericTableSchema;

/**
 * Operations that are made all together or not at all (RFC 7047 §4.1.3). A row is meant by its UUID or, if this
 * transaction makes it, by the name given to it here. Every method throws {@link IllegalArgumentException} for a
 * table or column that is not watched, or for a text that is no value of the column's type.
 */
public final class Transaction {
    private static final String UUID_COLUMN = "_uuid";

    private final Schema schema;
    private final List<Operation<GenericTableSchema>> operations = new ArrayList<>();

    Transaction(Schema schema) {
        this.schema = schema;
    }

    /** Requires that no row of the table has this value in the column. */
    public void requireNone(String table, String column, String value) {
        operations.add(WaitOperation.untilNone(
                schema.table(table), new Condition(column, Function.EQUALS, schema.value(table, column, value))));
    }

    /** Requires that the row is still there. */
    public void requireRow(String table, String row) {
        require(table, row, ImmutableList.of(), ImmutableMap.of(UUID_COLUMN, new UUID(row)));
    }

    /** Makes a row with these settings; {@code references} are columns that hold one other row. */
    public void insert(String table, String name, Map<Setting, String> settings, Map<String, String> references) {
        Map<String, Object> columns = new HashMap<>();
        Map<String, Map<String, String>> pairs = new HashMap<>();
        settings.forEach((setting, text) -> setting.key()
                .ifPresentOrElse(
                        key -> pairs.computeIfAbsent(setting.column(), column -> new HashMap<>())
                                .put(key, text),
                        () -> columns.put(setting.column(), schema.value(table, setting.column(), text))));
        pairs.forEach((column, entries) -> columns.put(column, OvsdbMap.fromMap(entries)));
        references.forEach((column, row) -> columns.put(column, new UUID(row)));
        Insert<GenericTableSchema> insert = new Insert<>(schema.table(table));
        insert.setUuidName(name);
        insert.setRow(columns);
        operations.add(insert);
    }

    /** Adds a row to the set of rows that a column of another row holds. */
    public void attach(String table, String row, String column, String attached) {
        mutate(table, row, references(column, Mutator.INSERT, attached));
    }

    /** Takes a row out of the set of rows that a column holds; nothing else holding it, the database deletes it. */
    public void detach(String table, String row, String column, String detached) {
        mutate(table, row, references(column, Mutator.DELETE, detached));
    }

    /** Adds one to a number. */
    public void increment(String table, String row, String column) {
        mutate(table, row, new Mutation(column, Mutator.SUM, 1L));
    }

    /** Changes a setting, requiring that it is still what it was; of a map, touches the one key alone. */
    public void change(String table, String row, Setting setting, Optional<String> from, String to) {
        setting.key()
                .ifPresentOrElse(
                        key -> changeKey(table, row, setting.column(), key, from, to),
                        () -> changeColumn(table, row, setting.column(), from, to));
    }

    /** Takes a setting away, requiring that it is still what it was. */
    public void clear(String table, String row, Setting setting, String from) {
        setting.key()
                .ifPresentOrElse(
                        key -> removePair(table, row, setting.column(), key, from),
                        () -> changeColumn(table, row, setting.column(), Optional.of(from), ""));
    }

    private void changeColumn(String table, String row, String column, Optional<String> from, String to) {
        Object before = schema.value(table, column, from.orElse(""));
        require(table, row, ImmutableList.of(), ImmutableMap.of(column, before));
        Update<GenericTableSchema> update = new Update<>(schema.table(table));
        update.addCondition(is(row));
        update.setRow(Map.of(column, schema.value(table, column, to)));
        operations.add(update);
    }

    /**
     * That a key is absent cannot be asked for, but inserting does not replace a key that is there (RFC 7047 §5.1):
     * so it shows afterwards.
     */
    private void changeKey(String table, String row, String column, String key, Optional<String> from, String to) {
        from.ifPresent(before -> removePair(table, row, column, key, before));
        mutate(table, row, new Mutation(column, Mutator.INSERT, pair(key, to)));
        requirePair(table, row, column, key, to);
    }

    private void removePair(String table, String row, String column, String key, String value) {
        requirePair(table, row, column, key, value);
        mutate(table, row, new Mutation(column, Mutator.DELETE, pair(key, value)));
    }

    private void requirePair(String table, String row, String column, String key, String value) {
        Condition includes = new Condition(column, Function.INCLUDES, pair(key, value));
        require(table, row, ImmutableList.of(includes), ImmutableMap.of(UUID_COLUMN, new UUID(row)));
    }

    private void require(
            String table, String row, ImmutableList<Condition> more, ImmutableMap<String, Object> columns) {
        ImmutableList<Condition> where =
                ImmutableList.<Condition>builder().add(is(row)).addAll(more).build();
        operations.add(WaitOperation.untilOne(schema.table(table), where, columns));
    }

    private void mutate(String table, String row, Mutation mutation) {
        Mutate<GenericTableSchema> mutate = new Mutate<>(schema.table(table));
        mutate.addCondition(is(row));
        mutate.setMutations(List.of(mutation));
        operations.add(mutate);
    }

    private static Mutation references(String column, Mutator mutator, String row) {
        return new Mutation(column, mutator, OvsdbSet.fromSet(Set.of(new UUID(row))));
    }

    private static OvsdbMap<String, String> pair(String key, String value) {
        return OvsdbMap.fromMap(Map.of(key, value));
    }

    private static Condition is(String row) {
        return new Condition(UUID_COLUMN, Function.EQUALS, new UUID(row));
    }

    /** What the operation at that place does, for messages. */
    String describe(int index) {
        if (index >= operations.size()) {
            return "the commit";
        }
        Operation<GenericTableSchema> operation = operations.get(index);
        return operation.getOp() + " " + operation.getTable();
    }

    TransactBuilder request() {
        TransactBuilder request = new TransactBuilder(schema.database());
        operations.forEach(request::addOperation);
        return request;
    }
}
