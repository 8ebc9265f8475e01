package io.landbridge.model;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The 64-bit name of a switch in OpenFlow (OpenFlow 1.3.5 §7.3.1).
 *
 * @param value never 0
 */
public record DatapathId(long value) {

    /** The datapath id of a host's bridge: a stable hash of the host's name, so that it survives the bridge. */
    public static DatapathId of(HostId host) {
        long hash = Hashing.sha256()
                .hashString(host.value(), StandardCharsets.UTF_8)
                .asLong();
        return new DatapathId(hash == 0 ? 1 : hash);
    }

    /** Sixteen hexadecimal digits, as Open vSwitch writes it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
