package io.landbridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.event.Event.Type;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeClock;
import io.landbridge.model.HostId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the journal remembers, and what it tells those who follow it. */
class EventJournalTest {
    private final FakeClock clock = new FakeClock();
    private final EventJournal journal = new EventJournal(clock);

    @Test
    void theLatestComesFirst() {
        add(1, "one");
        add(2, "two");
        add(1, "three");
        assertThat(journal.latest(event -> true, 2)).extracting(Event::message).containsExactly("three", "two");
        assertThat(journal.latest(event -> event.host().equals(Optional.of(Fabrics.id(1))), 9))
                .extracting(Event::message)
                .containsExactly("three", "one");
    }

    @Test
    void onlyTheLatestAreRemembered() {
        for (int i = 0; i < EventJournal.CAPACITY + 5; i++) {
            add(1, "number " + i);
        }
        assertThat(journal.latest(event -> true, Integer.MAX_VALUE))
                .hasSize(EventJournal.CAPACITY)
                .last()
                .extracting(Event::message)
                .isEqualTo("number 5");
    }

    @Test
    void whatIsRememberedOfAMessageIsBounded() {
        add(1, "x".repeat(100_000));
        assertThat(journal.latest(event -> true, 1).get(0).message())
                .hasSize(1_000)
                .endsWith("…");
    }

    @Test
    void idsGrowByOneAndGoOnAboveAfterARestart() {
        add(1, "one");
        add(1, "two");
        clock.pass(Duration.ofMillis(1));
        EventJournal restarted = new EventJournal(clock);
        restarted.add(Type.CONTROLLER_STARTED, Optional.empty(), "again", Optional.empty());
        assertThat(id(journal, 0)).isEqualTo(id(journal, 1) + 1);
        assertThat(id(restarted, 0)).isGreaterThan(id(journal, 0)).isLessThan(1L << 53);
    }

    @Test
    void aFollowerIsWokenAndTakesEachEventOnce() {
        AtomicInteger woken = new AtomicInteger();
        add(1, "before");
        try (EventFeed feed = journal.follow(OptionalLong.empty(), Optional.empty(), woken::incrementAndGet)) {
            assertThat(feed.take()).isEmpty();
            add(1, "one");
            add(2, "two");
            assertThat(woken).hasValue(2);
            assertThat(feed.take()).extracting(Event::message).containsExactly("one", "two");
            assertThat(feed.take()).isEmpty();
        }
        add(1, "after");
        assertThat(woken).hasValue(2);
        assertThat(journal.followers()).isZero();
    }

    @Test
    void aFollowerOfOneHostHearsOfNoOther() {
        EventFeed feed = follow(OptionalLong.empty(), Optional.of(Fabrics.id(2)));
        add(1, "one");
        add(2, "two");
        assertThat(feed.take()).extracting(Event::message).containsExactly("two");
    }

    @Test
    void aFollowerThatComesBackGoesOnWhereItWas() {
        add(1, "one");
        add(1, "two");
        add(1, "three");
        EventFeed feed = follow(OptionalLong.of(id(journal, 2)), Optional.empty());
        assertThat(feed.take()).extracting(Event::message).containsExactly("two", "three");
    }

    @Test
    void aSlowFollowerIsToldWhatItHasLost() {
        EventFeed feed = follow(OptionalLong.empty(), Optional.of(Fabrics.id(1)));
        for (int i = 0; i < EventJournal.CAPACITY + 5; i++) {
            add(1, "number " + i);
        }
        assertThat(feed.take())
                .hasSize(EventJournal.CAPACITY + 1)
                .startsWith(feedBegins(5))
                .element(1)
                .extracting(Event::message)
                .isEqualTo("number 5");
        assertThat(feed.take()).isEmpty();
    }

    @Test
    void whatPeopleDidIsRememberedHoweverMuchHappensToHosts() {
        journal.add(Type.HOST_ADDED, Optional.of(Fabrics.id(1)), "by an admin", Optional.of(Fabrics.ADMIN));
        for (int i = 0; i < EventJournal.CAPACITY + 5; i++) {
            add(1, "number " + i);
        }
        journal.add(Type.FABRIC_CHANGED, Optional.empty(), "by an admin, too", Optional.of(Fabrics.ADMIN));
        assertThat(journal.latest(event -> true, Integer.MAX_VALUE))
                .hasSize(EventJournal.CAPACITY + 2)
                .isSortedAccordingTo((one, other) -> Long.compare(other.id(), one.id()))
                .extracting(Event::message)
                .startsWith("by an admin, too", "number 2004")
                .endsWith("number 5", "by an admin");
    }

    @Test
    void whatPeopleAskForIsBoundedToo() {
        for (int i = 0; i < EventJournal.CAPACITY_OF_ACTORS + 5; i++) {
            journal.add(Type.INPUT_REFUSED, Optional.empty(), "number " + i, Optional.of(Fabrics.ADMIN));
        }
        assertThat(journal.latest(event -> true, Integer.MAX_VALUE)).hasSize(EventJournal.CAPACITY_OF_ACTORS);
    }

    @Test
    void aGapStandsWhereItIsAndIsToldOnce() {
        EventFeed feed = follow(OptionalLong.empty(), Optional.empty());
        journal.add(Type.HOST_ADDED, Optional.of(Fabrics.id(1)), "by an admin", Optional.of(Fabrics.ADMIN));
        for (int i = 0; i < EventJournal.CAPACITY + 5; i++) {
            add(1, "number " + i);
        }
        var events = feed.take();
        assertThat(events).extracting(Event::type).startsWith(Type.HOST_ADDED, Type.GAP, Type.HOST_CONNECTED);
        assertThat(events).isSortedAccordingTo((one, other) -> Long.compare(one.id(), other.id()));
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events).filteredOn(event -> event.type() == Type.GAP).hasSize(1);
        assertThat(feed.take()).isEmpty();
        EventFeed fromTheAdmins = follow(OptionalLong.of(events.get(0).id()), Optional.empty());
        assertThat(fromTheAdmins.take()).extracting(Event::type).startsWith(Type.GAP, Type.HOST_CONNECTED);
        EventFeed fromTheGap = follow(OptionalLong.of(events.get(1).id()), Optional.empty());
        assertThat(fromTheGap.take()).extracting(Event::message).startsWith("number 5");
    }

    @Test
    void aFollowerThatFailsKeepsNoOtherFromHearing() {
        journal.follow(OptionalLong.empty(), Optional.empty(), () -> {
            throw new IllegalStateException("a planted defect");
        });
        AtomicInteger woken = new AtomicInteger();
        journal.follow(OptionalLong.empty(), Optional.empty(), woken::incrementAndGet);
        add(1, "one");
        assertThat(woken).hasValue(1);
    }

    @Test
    void afterARestartAFollowerIsToldOfTheGapOnceAndGetsAllThereIs() {
        add(1, "old");
        long seen = id(journal, 0);
        clock.pass(Duration.ofSeconds(1));
        EventJournal restarted = new EventJournal(clock);
        restarted.add(Type.CONTROLLER_STARTED, Optional.empty(), "again", Optional.empty());
        EventFeed feed = restarted.follow(OptionalLong.of(seen), Optional.empty(), () -> {});
        var events = feed.take();
        assertThat(events).extracting(Event::type).containsExactly(Type.GAP, Type.CONTROLLER_STARTED);
        EventFeed resumed = restarted.follow(OptionalLong.of(events.get(0).id()), Optional.empty(), () -> {});
        assertThat(resumed.take()).extracting(Event::type).containsExactly(Type.CONTROLLER_STARTED);
    }

    @Test
    void anIdThatWasNeverGivenIsAGapToo() {
        add(1, "one");
        EventFeed feed = follow(OptionalLong.of(Long.MAX_VALUE - 1), Optional.empty());
        assertThat(feed.take()).extracting(Event::type).containsExactly(Type.GAP, Type.HOST_CONNECTED);
        assertThat(feed.take()).isEmpty();
    }

    /** The gap before the event of that number. */
    private Event feedBegins(int number) {
        long first = id(journal, EventJournal.CAPACITY - 1) - number;
        return journal.after(first - 1).get(0);
    }

    private EventFeed follow(OptionalLong after, Optional<HostId> host) {
        return journal.follow(after, host, () -> {});
    }

    private static long id(EventJournal journal, int fromLatest) {
        return journal.latest(event -> true, Integer.MAX_VALUE).get(fromLatest).id();
    }

    private void add(int host, String message) {
        journal.add(Type.HOST_CONNECTED, Optional.of(Fabrics.id(host)), message, Optional.empty());
    }
}
