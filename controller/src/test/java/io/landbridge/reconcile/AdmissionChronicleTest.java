package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.event.Event;
import io.landbridge.event.EventJournal;
import io.landbridge.fake.FakeClock;
import io.landbridge.port.out.RefusedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is refused again and again is told of once a minute. */
class AdmissionChronicleTest {
    private final FakeClock clock = new FakeClock();
    private final EventJournal journal = new EventJournal(clock);
    private final AdmissionChronicle chronicle = new AdmissionChronicle(journal, clock, 3, host -> {});

    @Test
    void anAddressIsToldOfOnceAMinuteWithTheNumberOfRepetitions() {
        refuse("192.0.2.1");
        clock.pass(Duration.ofSeconds(59));
        refuse("192.0.2.1");
        refuse("192.0.2.1");
        assertThat(told()).containsExactly("a connection from 192.0.2.1 is closed: it is a stranger");
        clock.pass(Duration.ofSeconds(1));
        refuse("192.0.2.1");
        assertThat(told())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("a connection from 192.0.2.1 is closed: it is a stranger;"
                        + " so were 2 others from there since it was last told");
    }

    @Test
    void eachAddressIsToldOfByItself() {
        refuse("192.0.2.1");
        refuse("192.0.2.2");
        assertThat(told()).hasSize(2);
    }

    @Test
    void ofMoreAddressesThanItRemembersTheFirstIsForgotten() {
        List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1").forEach(this::refuse);
        assertThat(told()).hasSize(3);
        List.of("192.0.2.4", "192.0.2.1").forEach(this::refuse);
        assertThat(told()).hasSize(5);
        refuse("192.0.2.3");
        assertThat(told()).hasSize(5);
    }

    private void refuse(String address) {
        chronicle.refused(new RefusedPeer(address, "it is a stranger"));
    }

    private List<String> told() {
        return journal.latest(event -> event.type() == Event.Type.PEER_REFUSED, Integer.MAX_VALUE).stream()
                .map(Event::message)
                .toList();
    }
}
