package io.landbridge.southbound.ovsdb;

/** The contract, held by a real Open vSwitch. */
class OvsdbHostDatabasesIT extends HostDatabasesContract {

    @Override
    World start() {
        return new OvsdbWorld();
    }
}
