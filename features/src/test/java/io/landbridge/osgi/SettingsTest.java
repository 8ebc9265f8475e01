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
        assertThat(Settings.parse(" 192.0.2.1 ", "60 "))
                .isEqualTo(new ControllerSettings(Optional.of("192.0.2.1"), Duration.ofMinutes(1)));
    }

    @Test
    void anEmptyTargetIsTheControllersOwnAddress() {
        assertThat(Settings.parse("", "60").openFlowAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"there, 60,    openflow.target", "'',    0,     audit.interval", "'',    often, audit.interval"})
    void aWrongValueIsToldByItsKey(String target, String interval, String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(target, interval))
                .withMessageStartingWith(key + ": ");
    }
}
