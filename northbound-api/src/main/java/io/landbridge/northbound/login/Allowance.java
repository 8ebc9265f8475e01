package io.landbridge.northbound.login;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;

/** So many failures each key has to spare, and one more as often as a period passes. Not for several threads. */
final class Allowance {
    private final long most;
    private final long period;
    private final Ticker ticker;

    /** When a key has all to spare again, in the ticker's time. */
    private final Cache<String, Long> whole;

    Allowance(int failures, Duration period, int keys, Ticker ticker) {
        this.period = period.toNanos();
        this.most = failures * this.period;
        this.ticker = ticker;
        this.whole = CacheBuilder.newBuilder()
                .ticker(ticker)
                .maximumSize(keys)
                .expireAfterWrite(period.multipliedBy(failures))
                .build();
    }

    /** How long until the key has a failure to spare; zero if it has one. */
    Duration untilOneIsThere(String key) {
        return Duration.ofNanos(Math.max(0, owed(key) + period - most));
    }

    void take(String key) {
        whole.put(key, ticker.read() + owed(key) + period);
    }

    void giveBack(String key) {
        whole.put(key, ticker.read() + Math.max(0, owed(key) - period));
    }

    private long owed(String key) {
        Long then = whole.getIfPresent(key);
        return then == null ? 0 : Math.max(0, then - ticker.read());
    }
}
