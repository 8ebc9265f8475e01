package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.stream.Stream;
import org.opendaylight.ovsdb.lib.notation.OvsdbSet;
import org.opendaylight.ovsdb.lib.schema.ColumnSchema;
import org.opendaylight.ovsdb.lib.schema.ColumnType;
import org.opendaylight.ovsdb.lib.schema.DatabaseSchema;
import org.opendaylight.ovsdb.lib.schema.GenericTableSchema;

/**
 * The types of the columns that are watched, as the database itself describes them (RFC 7047 §3.2).
 *
 * @param database of the watched tables and columns, those that this version of Open vSwitch has
 */
record Schema(DatabaseSchema database) {
    static final String DATABASE = "Open_vSwitch";

    /** Reads the answer to {@code get_schema}, and leaves in it only what is watched. */
    static Schema of(JsonNode answer, ImmutableSetMultimap<String, String> watched) {
        ObjectNode tables = answer.withObject("/tables");
        tables.retain(watched.keySet());
        tables.fields()
                .forEachRemaining(
                        table -> table.getValue().withObject("/columns").retain(watched.get(table.getKey())));
        return new Schema(DatabaseSchema.fromJson(DATABASE, answer));
    }

    /** The watched columns that this database has, by table. */
    ImmutableSetMultimap<String, String> columns() {
        ImmutableSetMultimap.Builder<String, String> columns = ImmutableSetMultimap.builder();
        database.getTables().forEach(table -> columns.putAll(table, table(table).getColumns()));
        return columns.build();
    }

    GenericTableSchema table(String name) {
        if (!database.hasTable(name)) {
            throw new IllegalArgumentException("the table " + name + " is not watched");
        }
        return database.table(name, GenericTableSchema.class);
    }

    /**
     * The value in the database's type that a text stands for; a set is its members joined by commas.
     *
     * @throws IllegalArgumentException if the column is not watched or the text is no value of its type
     */
    Object value(String table, String column, String text) {
        ColumnSchema<?, ?> schema = table(table).getColumnSchemas().get(column);
        if (schema == null) {
            throw new IllegalArgumentException("the column " + table + "." + column + " is not watched");
        }
        ColumnType type = schema.getType();
        if (!type.isMultiValued()) {
            return atom(type, text);
        }
        Stream<String> members = type.getMax() > 1
                ? Splitter.on(',').omitEmptyStrings().splitToStream(text)
                : Stream.of(text).filter(member -> !member.isEmpty());
        return OvsdbSet.fromSet(members.map(member -> atom(type, member)).collect(ImmutableSet.toImmutableSet()));
    }

    private static Object atom(ColumnType type, String text) {
        Object atom = type.getBaseType().toValue(TextNode.valueOf(text));
        if (!atom.toString().equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not of the type " + type.getBaseType());
        }
        return atom;
    }
}
