package io.landbridge.southbound.ovsdb;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.port.out.HostDatabases;
import java.util.Optional;

/** The fake that the core is tested against behaves as the real one does. */
class FakeHostDatabasesTest extends HostDatabasesContract {

    @Override
    World start() {
        return new FakeWorld();
    }

    private static final class FakeWorld implements World {
        private final FakeHostDatabases databases = new FakeHostDatabases();
        private Optional<FakeHostDatabase> database = Optional.empty();

        @Override
        public HostDatabases databases() {
            return databases;
        }

        @Override
        public void connect() {
            database.ifPresentOrElse(
                    known -> databases.connect(DOCKER01, known),
                    () -> database = Optional.of(databases.connect(DOCKER01)));
        }

        @Override
        public void disconnect() {
            databases.disconnect(DOCKER01);
        }

        @Override
        public void report(String key, String value) {
            database.orElseThrow().report(key, value);
        }

        @Override
        public void tamper(Row row, Setting setting, String value) {
            database.orElseThrow().tamper(row, setting, value);
        }

        @Override
        public void close() {
            databases.disconnect(DOCKER01);
        }
    }
}
