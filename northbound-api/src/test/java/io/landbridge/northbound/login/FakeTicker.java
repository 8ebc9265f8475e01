package io.landbridge.northbound.login;

import com.google.common.base.Ticker;
import java.time.Duration;

/** Time that passes when it is told to. */
final class FakeTicker extends Ticker {
    private long now = 1_000_000;

    void passes(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public long read() {
        return now;
    }
}
