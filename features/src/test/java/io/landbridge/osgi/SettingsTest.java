package io.landbridge.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.landbridge.reconcile.ControllerSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void valuesAreReadWithoutTheirBlanks() {
        assertThat(Settings.parse(" 6653", " 192.0.2.1 ", "60 "))
                .isEqualTo(new ControllerSettings(6653, Optional.of("192.0.2.1"), Duration.ofMinutes(1)));
    }

    @Test
    void anEmptyTargetIsTheControllersOwnAddress() {
        assertThat(Settings.parse("6653", "", "60").openFlowAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,     '',      60,    openflow.port",
        "65536, '',      60,    openflow.port",
        "6653,  there,   60,    openflow.target",
        "6653,  '',      0,     audit.interval",
        "6653,  '',      often, audit.interval"
    })
    void aWrongValueIsToldByItsKey(String port, String target, String interval, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(port, target, interval))
                .withMessageStartingWith(key + ": ");
    }
}
