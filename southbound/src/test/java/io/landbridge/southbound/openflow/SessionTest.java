package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Match;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.Await;
import io.landbridge.southbound.openflow.codec.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session against a switch that answers as the test says, good or bad. */
class SessionTest {
    private static final DatapathId ID = new DatapathId(7);
    private static final Reply.Refusal BAD_EXPERIMENTER = new Reply.Refusal(1, "BAD_REQUEST/BAD_EXPERIMENTER");
    private static final Reply.Refusal TABLE_FULL = new Reply.Refusal(5, "FLOW_MOD_FAILED/TABLE_FULL");

    private final ScriptedConnection connection = new ScriptedConnection();
    private final List<OpenFlowSwitch> present = new CopyOnWriteArrayList<>();
    private final List<OpenFlowSwitch> admitted = new CopyOnWriteArrayList<>();
    private Runnable onJoined = () -> {};
    private final Session session = sessionOn(connection);

    @BeforeEach
    void attach() {
        connection.attach(session);
        connection.answer("features", new Reply.Features(ID, 0));
    }

    @Test
    void aSwitchJoinsOnceItHasShownItsFeaturesAndLeavesWithItsConnection() {
        session.ready();
        session.ready();
        assertThat(connection.sent()).containsExactly("hello");
        assertThat(present).isEmpty();
        connection.say(1, new Reply.Hello(ImmutableSet.of(1, 4, 6)));
        assertThat(present).singleElement().returns(ID, OpenFlowSwitch::datapathId);
        session.disconnected();
        assertThat(present).isEmpty();
    }

    @Test
    void aSwitchOfAnotherVersionIsRefused() {
        connection.say(1, new Reply.Hello(ImmutableSet.of(1, 5, 6)));
        assertThat(connection.sent())
                .satisfiesExactly(
                        refusal -> assertThat(refusal)
                                .startsWith("refuse: it does not speak OpenFlow 1.3")
                                .contains("wire versions [1, 5, 6]"),
                        close -> assertThat(close).isEqualTo("close"));
    }

    @Test
    void aSwitchThatShowsItsFeaturesOnlyAfterItsEndDoesNotJoin() {
        connection.on("features", xid -> {
            session.disconnected();
            connection.say(xid, new Reply.Features(ID, 0));
        });
        greet();
        assertThat(present).isEmpty();
    }

    /** The end comes from another thread while the features are taken in: whoever is first, none stays behind. */
    @Test
    void aSwitchThatEndsWhileItJoinsIsNotLeftBehind() throws InterruptedException {
        Thread ending = new Thread(session::disconnected);
        onJoined = () -> {
            ending.start();
            Await.until("it ends", () -> ending.getState() != Thread.State.RUNNABLE);
        };
        greet();
        ending.join();
        assertThat(present).isEmpty();
    }

    @Test
    void aSwitchIsAdmittedAsWhoItIs() {
        OpenFlowSwitch device = join();
        assertThat(device.identity().address()).isEqualTo("192.0.2.1");
        device.admit(device.identity());
        assertThat(admitted).containsExactly(device);
        assertThat(connection.sent()).containsExactly("admit");
    }

    @Test
    void onlyASwitchThatAnswersAnEchoIsAlive() {
        AtomicInteger answers = new AtomicInteger();
        OpenFlowSwitch device = join();
        device.echo(answers::incrementAndGet);
        assertThat(answers).hasValue(1);
        connection.answer("echo", new Reply.Refusal(Reply.Refusal.NOT_SENT, "not sent"));
        device.echo(answers::incrementAndGet);
        connection.answer("echo");
        device.echo(answers::incrementAndGet);
        assertThat(answers).hasValue(1);
    }

    @Test
    void anAuxiliaryConnectionIsRefused() {
        connection.answer("features", new Reply.Features(ID, 1));
        greet();
        assertThat(connection.sent())
                .satisfiesExactly(
                        request -> assertThat(request).isEqualTo("features"),
                        refusal -> assertThat(refusal).startsWith("refuse: auxiliary connection 1"),
                        close -> assertThat(close).isEqualTo("close"));
        assertThat(present).isEmpty();
    }

    @Test
    void aSwitchThatDoesNotSayWhoItIsIsRefused() {
        connection.answer("features");
        greet();
        Await.until("the connection is closed", () -> connection.sent().contains("close"));
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() {
        session.idle();
        assertThat(connection.sent()).containsExactly("refuse: it says nothing", "close");
    }

    @Test
    void whoHasNotJoinedInTimeIsDisconnectedHoweverMuchItSaysAndWhoHasIsKept() {
        session.ready();
        join();
        ScriptedConnection other = new ScriptedConnection();
        Session later = sessionOn(other);
        other.attach(later);
        later.ready();
        other.say(9, new Reply.Unsolicited("packet"));
        Await.until("the connection is closed", () -> other.sent().contains("close"));
        assertThat(connection.sent()).isEmpty();
        assertThat(present).hasSize(1);
    }

    @Test
    void anIdleSwitchIsKeptIfItAnswersAnEcho() {
        join();
        session.idle();
        assertThat(connection.sent()).containsExactly("echo");
        assertThat(present).hasSize(1);
    }

    @Test
    void anIdleSwitchThatDoesNotAnswerAnEchoIsGivenUp() {
        connection.answer("echo");
        join();
        session.idle();
        Await.until("the switch is gone", present::isEmpty);
        assertThat(connection.sent()).containsExactly("echo", "close");
    }

    @Test
    void partsOfAReadingArePutTogether() throws DeviceException {
        connection.answer(
                "flows",
                new Reply.FlowStats(ImmutableList.of(installed(1)), ImmutableList.of(), true),
                new Reply.FlowStats(ImmutableList.of(), ImmutableList.of(), true),
                new Reply.FlowStats(ImmutableList.of(installed(2)), ImmutableList.of(), false));
        assertThat(join().read(CookieFilter.ALL)).containsExactly(installed(1), installed(2));
    }

    @Test
    void aSwitchThatDoesNotAnswerTimesOut() {
        connection.answer("flows");
        OpenFlowSwitch device = join();
        assertFails(Kind.TIMED_OUT, () -> device.read(CookieFilter.ALL));
    }

    @Test
    void whoWaitsIsToldOfADisconnectAtOnce() {
        connection.on("flows", xid -> session.disconnected());
        OpenFlowSwitch device = join();
        assertFails(Kind.DISCONNECTED, () -> device.read(CookieFilter.ALL));
        assertFails(Kind.DISCONNECTED, () -> device.apply(List.of(add(1))));
    }

    @Test
    void aBundleIsCommittedOnceItIsClosedWithoutARefusal() throws DeviceException {
        OpenFlowSwitch device = join();
        device.apply(List.of(delete(1), add(2), new FlowEdit.Modify(flow(3))));
        assertThat(connection.sent())
                .containsExactly("OPEN 1", "1: Add 2", "1: Modify 3", "1: Delete 1", "CLOSE 1", "COMMIT 1");
    }

    @Test
    void aRefusedFlowIsNamedAndItsBundleDiscarded() {
        OpenFlowSwitch device = join();
        connection.answer("1: Add 2", TABLE_FULL);
        assertFails(Kind.REFUSED, () -> device.apply(List.of(add(1), add(2), add(3))))
                .hasMessage("switch 0000000000000007 refused to add flow " + flow(2) + ": FLOW_MOD_FAILED/TABLE_FULL");
        assertThat(connection.sent()).endsWith("CLOSE 1", "DISCARD 1");
    }

    @Test
    void aRefusedCommitIsTold() {
        OpenFlowSwitch device = join();
        connection.answer("COMMIT 1", new Reply.Refusal(0xffff, "BUNDLE_FAILED/MSG_FAILED"));
        assertFails(Kind.REFUSED, () -> device.apply(List.of(add(1)))).hasMessageContaining("BUNDLE_FAILED/MSG_FAILED");
    }

    @Test
    void whereBundlesAreUnknownDeletionsWaitForABarrierAndItIsRemembered() throws DeviceException {
        OpenFlowSwitch device = join();
        connection.answer("OPEN 1", BAD_EXPERIMENTER);
        device.apply(List.of(delete(1), add(2)));
        device.apply(List.of(delete(3)));
        assertThat(connection.sent())
                .containsExactly("OPEN 1", "Add 2", "barrier", "Delete 1", "barrier", "Delete 3", "barrier");
    }

    @Test
    void whereBundlesAreUnknownNothingIsDeletedAfterARefusal() {
        OpenFlowSwitch device = join();
        connection.answer("OPEN 1", BAD_EXPERIMENTER);
        connection.answer("Add 2", TABLE_FULL);
        assertFails(Kind.REFUSED, () -> device.apply(List.of(delete(1), add(2))))
                .hasMessageContaining(flow(2).toString());
        assertThat(connection.sent()).containsExactly("OPEN 1", "Add 2", "barrier");
    }

    private Session sessionOn(ScriptedConnection with) {
        return new Session(with, Duration.ofMillis(300), new Session.Registry() {
            @Override
            public void joined(OpenFlowSwitch arrived) {
                onJoined.run();
                present.add(arrived);
            }

            @Override
            public void admit(OpenFlowSwitch joined) {
                admitted.add(joined);
            }

            @Override
            public void left(OpenFlowSwitch gone) {
                present.remove(gone);
            }
        });
    }

    private void greet() {
        connection.say(1, new Reply.Hello(ImmutableSet.of(4)));
    }

    private OpenFlowSwitch join() {
        greet();
        connection.sent();
        return present.get(0);
    }

    private static AbstractThrowableAssert<?, ?> assertFails(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static FlowEdit add(int priority) {
        return new FlowEdit.Add(flow(priority));
    }

    private static FlowEdit delete(int priority) {
        return new FlowEdit.Delete(flow(priority));
    }

    private static InstalledFlow installed(int priority) {
        return new InstalledFlow(flow(priority), 0, 0, Duration.ZERO);
    }

    private static Flow flow(int priority) {
        return FlowExamples.flow(0, priority, Match.ALL, Cookie.of(1, 1, 1));
    }
}
