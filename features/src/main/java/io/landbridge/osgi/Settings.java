package io.landbridge.osgi;

import com.google.common.primitives.Ints;
import io.landbridge.model.Ipv4Address;
import io.landbridge.reconcile.ControllerSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads the controller's settings from the text of a configuration file. */
final class Settings {
    private Settings() {}

    /**
     * The settings that these values make.
     *
     * @param openFlowTarget an IPv4 address; blank for the controller's own on each host's OVSDB connection
     * @param auditInterval in seconds
     * @throws IllegalArgumentException if one is wrong, with its key and what would be right
     */
    static ControllerSettings parse(String openFlowTarget, String auditInterval) {
        return new ControllerSettings(
                Optional.of(openFlowTarget.strip())
                        .filter(target -> !target.isEmpty())
                        .map(Settings::address),
                Duration.ofSeconds(seconds("audit.interval", auditInterval)));
    }

    private static int seconds(String key, String text) {
        Integer number = Ints.tryParse(text.strip());
        if (number == null || number < 1) {
            throw new IllegalArgumentException(
                    key + ": '" + text + "' is not a whole number of 1 to " + Integer.MAX_VALUE);
        }
        return number;
    }

    private static String address(String target) {
        try {
            return Ipv4Address.parse(target).toString();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("openflow.target: " + wrong.getMessage(), wrong);
        }
    }
}
