package io.landbridge.northbound.login;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Slows down who guesses passwords. After some wrong ones for a name, their source waits longer with each. A source has
 * so many to spare for all names together. Once a name is guessed at from everywhere, a source that was wrong for it
 * waits at once, but one that never was is let in: no source can shut out another.
 *
 * <p>Who is let past counts as wrong until {@link #succeeded}, so that guesses at the same time gain nothing.
 */
@Component(service = Throttle.class)
public final class Throttle {
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofMinutes(15);

    private static final int FREE_OF_A_SOURCE = 20;
    private static final int FREE_OF_A_NAME = 50;
    private static final Duration ONE_MORE = Duration.ofSeconds(30);

    private static final int REMEMBERED = 10_000;

    private final Ticker ticker;
    private final Cache<Attempt, Wrong> wrong;
    private final Allowance sources;
    private final Allowance names;

    /** How often in a row, and when last. */
    private record Wrong(int times, long last) {
        static final Wrong NEVER = new Wrong(0, 0);
    }

    @Activate
    public Throttle() {
        this(Ticker.systemTicker());
    }

    public Throttle(Ticker ticker) {
        this.ticker = ticker;
        this.wrong = CacheBuilder.newBuilder()
                .ticker(ticker)
                .maximumSize(REMEMBERED)
                .expireAfterWrite(FORGET)
                .build();
        this.sources = new Allowance(FREE_OF_A_SOURCE, ONE_MORE, REMEMBERED, ticker);
        this.names = new Allowance(FREE_OF_A_NAME, ONE_MORE, REMEMBERED, ticker);
    }

    /** Says whether an attempt would be let past, and counts nothing. */
    public synchronized void check(Attempt attempt) throws ThrottledException {
        Duration bySource = sources.untilOneIsThere(attempt.source());
        Duration byName = untilNext(attempt);
        Duration wait = bySource.compareTo(byName) > 0 ? bySource : byName;
        if (!wait.isZero()) {
            throw new ThrottledException(wait);
        }
    }

    /** Lets an attempt past, to be counted as wrong until it has succeeded. */
    public synchronized void begin(Attempt attempt) throws ThrottledException {
        check(attempt);
        wrong.put(attempt, new Wrong(wrongOf(attempt).times() + 1, ticker.read()));
        sources.take(attempt.source());
        names.take(attempt.name());
    }

    /** Takes back what {@link #begin} counted, and forgets what this source got wrong for the name before. */
    public synchronized void succeeded(Attempt attempt) {
        wrong.invalidate(attempt);
        sources.giveBack(attempt.source());
        names.giveBack(attempt.name());
    }

    private Duration untilNext(Attempt attempt) {
        Wrong before = wrongOf(attempt);
        boolean guessedAt = !names.untilOneIsThere(attempt.name()).isZero();
        int beyond = before.times() - (guessedAt ? 1 : FREE);
        if (beyond < 0) {
            return Duration.ZERO;
        }
        long wait = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(beyond, Byte.SIZE));
        return Duration.ofNanos(Math.max(0, before.last() + wait - ticker.read()));
    }

    private Wrong wrongOf(Attempt attempt) {
        Wrong before = wrong.getIfPresent(attempt);
        return before == null ? Wrong.NEVER : before;
    }
}
