package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.event.Event;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakePeer;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of two machines that claim to be one host, and what waits for them. */
class IdentityConflictTest extends ControllerFixture {
    @Test
    void ofOneMachineTheConditionIsFalseAndTheHostConverges() throws Exception {
        join(1);
        assertThat(conflict(1).status()).isEqualTo(Status.FALSE);
        assertThat(conflict(1).reason()).isEqualTo("OneMachine");
    }

    @Test
    void twoMachinesAreToldOfAndNothingElseOfTheHostChanges() throws Exception {
        join(1);
        List<Event> before = journal.latest(event -> true, 100);
        int edits = database(1).history().size();
        quarrel(1);
        Eventually.holds("conflict", () -> conflict(1).status() == Status.TRUE, this::state);
        assertThat(conflict(1).message())
                .contains("192.168.10.163 is taken", "198.51.100.2 is refused", "landbridge-host join");
        assertThat(isConverged(1)).isTrue();
        assertThat(database(1).history()).hasSize(edits);
        List<Event> after = journal.latest(event -> true, 100);
        assertThat(after.subList(0, after.size() - before.size()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo(Event.Type.IDENTITY_CONFLICT);
                    assertThat(event.host()).contains(Fabrics.id(1));
                    assertThat(event.message()).isEqualTo(conflict(1).message());
                });
    }

    @Test
    void aRolloverWaitsForTheEndOfAConflict() throws Exception {
        join(1);
        awaitConverged(1);
        FakePeer incumbent = quarrel(1);
        Eventually.holds("conflict", () -> conflict(1).status() == Status.TRUE, this::state);
        controller.setFabric(Fabrics.ADMIN, RolloverTest.fabric(200, 4789));
        Eventually.holds(
                "waits",
                () -> {
                    helperFollows(1);
                    return condition(1, Type.CONVERGED)
                            .message()
                            .endsWith("waiting for docker01 (two machines say that they are it)");
                },
                this::state);
        assertThat(controller.intent().rollover()).isPresent();

        incumbent.close();
        FakePeer.database(databases.control(), Fabrics.id(1), "198.51.100.2");
        Eventually.holds(
                "goes on",
                () -> {
                    helperFollows(1);
                    return isConverged(1) && controller.intent().rollover().isEmpty();
                },
                this::state);
        assertThat(conflict(1).status()).isEqualTo(Status.FALSE);
    }

    @Test
    void whoIsRefusedIsTold() {
        databases.refuse(new RefusedPeer("192.0.2.1", "too large a frame"));
        switches.refuse(new RefusedPeer("192.0.2.2", "no hello"));
        assertThat(journal.latest(event -> event.type() == Event.Type.PEER_REFUSED, 10))
                .extracting(Event::message)
                .containsExactly(
                        "a connection from 192.0.2.2 is closed: no hello",
                        "a connection from 192.0.2.1 is closed: too large a frame");
    }

    /** Two machines claim to be a host; the first is taken. */
    private FakePeer quarrel(int number) {
        FakePeer incumbent = FakePeer.database(databases.control(), Fabrics.id(number), "192.168.10.163");
        FakePeer claimant = FakePeer.database(databases.control(), Fabrics.id(number), "198.51.100.2");
        Eventually.holds("one is refused", claimant::isClosed, this::state);
        return incumbent;
    }

    private void helperFollows(int number) {
        database(number)
                .setting(BRIDGE, GENERATION)
                .ifPresent(wanted -> database(number).report("landbridge-helper-generation", wanted));
    }

    private Condition conflict(int number) {
        return condition(number, Type.IDENTITY_CONFLICT);
    }

    private Condition condition(int number, Type type) {
        return controller.hosts().get(number - 1).status().conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
