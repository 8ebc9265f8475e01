package io.landbridge.northbound.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How wrong passwords are slowed down, and whom that does not concern. */
class ThrottleTest {
    private static final Attempt ADMIN = Attempt.of("admin", "192.0.2.1");

    private final FakeTicker time = new FakeTicker();
    private final Throttle throttle = new Throttle(time);

    @Test
    void theFirstFiveAreFreeThenEachWaitIsTwiceTheLastUpToAMinute() throws ThrottledException {
        for (int i = 0; i < 5; i++) {
            throttle.begin(ADMIN);
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(secondsToWait(ADMIN));
            time.passes(Duration.ofSeconds(secondsToWait(ADMIN)));
            throttle.begin(ADMIN);
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void aWaitIsOverWhenItsTimeHasPassed() throws ThrottledException {
        wrong(ADMIN, 5);
        time.passes(Duration.ofMillis(999));
        assertThat(secondsToWait(ADMIN)).isEqualTo(1);
        time.passes(Duration.ofMillis(1));
        assertThatCode(() -> throttle.check(ADMIN)).doesNotThrowAnyException();
    }

    @Test
    void whatIsRefusedDoesNotMakeTheWaitLonger() throws ThrottledException {
        wrong(ADMIN, 5);
        for (int i = 0; i < 100; i++) {
            assertThat(secondsToWait(ADMIN)).isEqualTo(1);
        }
    }

    @Test
    void oneAddressDoesNotShutOutAnother() throws ThrottledException {
        wrong(ADMIN, 5);
        assertThatCode(() -> throttle.begin(Attempt.of("admin", "192.0.2.2"))).doesNotThrowAnyException();
    }

    @Test
    void theAddressesOfOneClientAreOne() throws ThrottledException {
        for (int i = 0; i < 5; i++) {
            throttle.begin(Attempt.of("admin", "2001:db8::" + i));
        }
        assertThat(secondsToWait(Attempt.of("admin", "2001:db8::5"))).isEqualTo(1);
        assertThatCode(() -> throttle.begin(Attempt.of("admin", "2001:db8:0:1::5")))
                .doesNotThrowAnyException();
    }

    @Test
    void aGoodLoginForgetsWhatWasWrongBefore() throws ThrottledException {
        wrong(ADMIN, 4);
        succeed(ADMIN);
        wrong(ADMIN, 4);
        assertThatCode(() -> throttle.begin(ADMIN)).doesNotThrowAnyException();
    }

    @Test
    void goodLoginsAtTheSameTimeCostNothing() throws ThrottledException {
        for (int i = 0; i < 1000; i++) {
            succeed(ADMIN);
        }
        assertThatCode(() -> throttle.check(ADMIN)).doesNotThrowAnyException();
    }

    @Test
    void oneAddressHasTwentyToSpareForAllNamesAndOneMoreEachHalfMinute() throws ThrottledException {
        for (int i = 0; i < 20; i++) {
            throttle.begin(Attempt.of("user" + i, "192.0.2.1"));
        }
        assertThat(secondsToWait(ADMIN)).isEqualTo(30);
        time.passes(Duration.ofSeconds(30));
        throttle.begin(ADMIN);
        assertThat(secondsToWait(Attempt.of("other", "192.0.2.1"))).isEqualTo(30);
    }

    @Test
    void ownAccountIsNoWayToGuessAtOthers() throws ThrottledException {
        wrong(ADMIN, 5);
        succeed(Attempt.of("mallory", "192.0.2.1"));
        assertThat(secondsToWait(ADMIN)).isEqualTo(1);
    }

    @Test
    void aNameThatIsGuessedAtFromEverywhereHasNoFreeTriesButLetsInWhoeverWasNeverWrong() throws ThrottledException {
        for (int i = 0; i < 50; i++) {
            throttle.begin(Attempt.of("admin", "198.51.100." + i));
        }
        assertThat(secondsToWait(Attempt.of("admin", "198.51.100.7"))).isEqualTo(1);
        assertThatCode(() -> throttle.begin(ADMIN)).doesNotThrowAnyException();
    }

    @Test
    void allIsForgottenAfterAQuarterOfAnHour() throws ThrottledException {
        wrong(ADMIN, 5);
        time.passes(Duration.ofSeconds(1));
        throttle.begin(ADMIN);
        time.passes(Duration.ofMinutes(15));
        wrong(ADMIN, 5);
        assertThat(secondsToWait(ADMIN)).isEqualTo(1);
    }

    @Test
    void aLongNameIsNotRemembered() {
        assertThat(Attempt.of("x".repeat(100_000), "192.0.2.1").name()).hasSize(64);
    }

    @Test
    void theSourceOfASocketHasNoPort() {
        assertThat(Attempt.of("admin", "/192.0.2.1:50000")).isEqualTo(ADMIN);
        assertThat(Attempt.of("admin", "/[2001:db8:0:0:1:2:3:4%eth0]:50000").source())
                .isEqualTo("2001:db8::/64");
    }

    private void wrong(Attempt attempt, int times) throws ThrottledException {
        for (int i = 0; i < times; i++) {
            throttle.begin(attempt);
        }
    }

    private void succeed(Attempt attempt) throws ThrottledException {
        throttle.begin(attempt);
        throttle.succeeded(attempt);
    }

    private long secondsToWait(Attempt attempt) {
        var refused = assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> throttle.begin(attempt));
        return refused.actual().seconds();
    }
}
