package io.landbridge.southbound.ovsdb;

import com.google.common.collect.ImmutableSetMultimap;
import io.landbridge.bridge.Row.Table;

/**
 * The columns that are monitored: those that say what was asked for, and the few that tell what came of it. Columns
 * of statistics and status, which the switch daemon writes every few seconds, are not among them.
 */
final class Watched {
    static final String SWITCH = "Open_vSwitch";
    static final String BRIDGE = Table.BRIDGE.schemaName();
    static final String PORT = Table.PORT.schemaName();
    static final String INTERFACE = Table.INTERFACE.schemaName();
    static final String CONTROLLER = Table.CONTROLLER.schemaName();

    /** Columns that an admin sets, by table. */
    static final ImmutableSetMultimap<String, String> SETTINGS = ImmutableSetMultimap.<String, String>builder()
            .putAll(BRIDGE, "fail_mode", "protocols", "datapath_type", "external_ids", "other_config")
            .putAll(PORT, "external_ids")
            .putAll(INTERFACE, "type", "options", "ofport_request", "mtu_request", "external_ids")
            .putAll(CONTROLLER, "connection_mode")
            .build();

    /** What says whose database it is. */
    static final ImmutableSetMultimap<String, String> IDENTITY = ImmutableSetMultimap.of(SWITCH, "external_ids");

    /** All of them, with the names, the references from row to row and the outcomes. */
    static final ImmutableSetMultimap<String, String> COLUMNS = ImmutableSetMultimap.<String, String>builder()
            .putAll(SWITCH, "bridges", "external_ids", "ovs_version", "datapath_types", "next_cfg", "cur_cfg")
            .putAll(BRIDGE, "name", "ports", "controller")
            .putAll(PORT, "name", "interfaces")
            .putAll(INTERFACE, "name", "ofport", "error")
            .putAll(CONTROLLER, "target")
            .putAll(SETTINGS)
            .build();

    private Watched() {}
}
