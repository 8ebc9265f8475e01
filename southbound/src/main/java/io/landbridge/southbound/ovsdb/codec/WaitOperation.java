package io.landbridge.southbound.ovsdb.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.ovsdb.lib.notation.Condition;
import org.opendaylight.ovsdb.lib.operations.Operation;
import org.opendaylight.ovsdb.lib.schema.GenericTableSchema;

/**
 * The operation that the library lacks: the transaction goes on only if the rows are what they are said to be, else
 * it ends with {@code timed out} and changes nothing (RFC 7047 §5.2.6). The library writes it out by its getters.
 */
final class WaitOperation extends Operation<GenericTableSchema> {
    private final ImmutableList<Condition> where;
    private final ImmutableMap<String, Object> columns;
    private final boolean exists;

    private WaitOperation(
            GenericTableSchema table,
            ImmutableList<Condition> where,
            ImmutableMap<String, Object> columns,
            boolean exists) {
        super(table, "wait");
        this.where = where;
        this.columns = columns;
        this.exists = exists;
    }

    /** Exactly one row meets the conditions, and its columns are these. */
    static WaitOperation untilOne(
            GenericTableSchema table, ImmutableList<Condition> where, ImmutableMap<String, Object> columns) {
        return new WaitOperation(table, where, columns, true);
    }

    /** No row meets the condition. */
    static WaitOperation untilNone(GenericTableSchema table, Condition where) {
        return new WaitOperation(table, ImmutableList.of(where), ImmutableMap.of(), false);
    }

    public int getTimeout() {
        return 0;
    }

    public String getUntil() {
        return "==";
    }

    public List<Condition> getWhere() {
        return where;
    }

    public Set<String> getColumns() {
        return columns.isEmpty() ? ImmutableSet.of("_uuid") : columns.keySet();
    }

    public List<Map<String, Object>> getRows() {
        return exists ? ImmutableList.of(columns) : ImmutableList.of();
    }
}
