package io.landbridge.southbound.ovsdb;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Setting;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.southbound.AdmitAll;
import io.landbridge.southbound.PrivateOvs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The real thing: Open vSwitch that dials the controller over loopback, as a host's does after it has joined. */
final class OvsdbWorld implements HostDatabasesContract.World {
    private final PrivateOvs ovs = PrivateOvs.start();
    private final OvsdbHostDatabases databases =
            new OvsdbHostDatabases(new OvsdbSettings(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    private final InetSocketAddress address;

    OvsdbWorld() {
        try {
            databases.admitBy(new AdmitAll());
            address = databases.listen("127.0.0.1", 0);
        } catch (IOException e) {
            ovs.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HostDatabases databases() {
        return databases;
    }

    int port() {
        return address.getPort();
    }

    PrivateOvs ovs() {
        return ovs;
    }

    @Override
    public void connect() {
        report("landbridge-host", HostDatabasesContract.DOCKER01.value());
        dialController(ovs);
    }

    /** Has an Open vSwitch dial the controller. */
    void dialController(PrivateOvs from) {
        from.vsctl("set-manager", "tcp:127.0.0.1:" + address.getPort());
    }

    @Override
    public void disconnect() {
        ovs.vsctl("del-manager");
    }

    @Override
    public void report(String key, String value) {
        report(ovs, key, value);
    }

    /** As the helper does, which does not wait for the switch daemon. */
    static void report(PrivateOvs on, String key, String value) {
        on.vsctl("--no-wait", "set", "Open_vSwitch", ".", "external_ids:" + key + "=" + quoted(value));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\") + '"';
    }

    @Override
    public void tamper(Row row, Setting setting, String value) {
        ovs.vsctl("--no-wait", "set", row.table().schemaName(), row.name(), setting + "=" + value);
    }

    @Override
    public void close() {
        databases.close();
        ovs.close();
    }
}
