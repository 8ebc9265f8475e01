package io.landbridge.bridge;

import java.util.Comparator;

/**
 * One row that belongs to a bridge, named as an admin would name it.
 *
 * @param table where it stands
 * @param name the row's {@code name} column; for a controller its {@code target}
 */
public record Row(Table table, String name) implements Comparable<Row> {

    /** The tables of the Open_vSwitch schema that hold a bridge, outermost first. */
    public enum Table {
        BRIDGE("Bridge"),
        CONTROLLER("Controller"),
        PORT("Port"),
        INTERFACE("Interface");

        private final String schemaName;

        Table(String schemaName) {
            this.schemaName = schemaName;
        }

        /** The table's name in the schema (ovs-vswitchd.conf.db(5)). */
        public String schemaName() {
            return schemaName;
        }
    }

    private static final Comparator<Row> ORDER =
            Comparator.comparing(Row::table).thenComparing(Row::name);

    @Override
    public int compareTo(Row other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return table.schemaName() + " " + name;
    }
}
