package io.landbridge.southbound.openflow;

import io.landbridge.fake.FakeSwitches;
import io.landbridge.port.out.Switches;
import org.junit.jupiter.api.BeforeEach;

/** The fake switch keeps the contract of a real one. */
class FakeSwitchesTest extends SwitchesContract {
    private final FakeSwitches switches = new FakeSwitches();

    @BeforeEach
    @Override
    void connect() {
        switches.connect(ID);
    }

    @Override
    void disconnect() {
        switches.disconnect(ID);
    }

    @Override
    Switches switches() {
        return switches;
    }
}
