package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.southbound.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the core may rely on, of a real switch and of the fake that the core's own tests run on. */
abstract class SwitchesContract {
    protected static final DatapathId ID = new DatapathId(0x1234);

    private static final Cookie OURS = Cookie.of(1, 1, 7);
    private static final Cookie OURS_TOO = Cookie.of(1, 1, 8);
    private static final Cookie FOREIGN = new Cookie(99);

    private static final Port TUNNEL = new Port(1);
    private static final Port NO_PORT = new Port(0xff00);
    private static final Ipv4Prefix SUBNET = Ipv4Prefix.parse("10.2.0.0/16");
    private static final Ipv4Address VTEP = Ipv4Address.parse("192.168.10.164");

    /** The switches under test; {@link #ID} is one of them and connected. */
    abstract Switches switches();

    abstract void disconnect();

    abstract void connect();

    @Test
    void anEmptyTableReadsAsEmpty() throws DeviceException {
        assertThat(connected().read(CookieFilter.ALL)).isEmpty();
    }

    @Test
    void everyFieldAndActionOfOursIsReadBackAsItWasAdded() throws DeviceException {
        List<Flow> flows = FlowExamples.all();
        connected().apply(added(flows));
        assertThat(flowsOf(CookieFilter.ALL)).containsExactlyInAnyOrderElementsOf(flows);
    }

    @Test
    void aModificationChangesActionsAndCookieAndNothingElse() throws DeviceException {
        Flow before = flow(1, OURS, new Action.Output(TUNNEL));
        Flow other = flow(2, OURS, new Action.Output(TUNNEL));
        Flow after = flow(1, OURS_TOO, new Action.Output(Port.LOCAL));
        connected().apply(added(List.of(before, other)));
        connected().apply(List.of(new FlowEdit.Modify(after)));
        assertThat(flowsOf(CookieFilter.ALL)).containsExactlyInAnyOrder(after, other);
    }

    @Test
    void aDeletionRemovesThatFlowAlone() throws DeviceException {
        Flow wide = drop(1, Match.of(Field.IPV4_DST.in(SUBNET)));
        Flow narrow = drop(1, Match.of(Field.IPV4_DST.in(Ipv4Prefix.parse("10.2.1.0/24"))));
        Flow higher = drop(2, Match.of(Field.IPV4_DST.in(SUBNET)));
        connected().apply(added(List.of(wide, narrow, higher)));
        connected().apply(List.of(new FlowEdit.Delete(wide)));
        assertThat(flowsOf(CookieFilter.ALL)).containsExactlyInAnyOrder(narrow, higher);
    }

    @Test
    void aDeletionLeavesWhatAnotherHasPutInThePlace() throws DeviceException {
        Flow ours = flow(1, OURS);
        Flow foreign = flow(1, FOREIGN);
        connected().apply(added(List.of(foreign)));
        connected().apply(List.of(new FlowEdit.Delete(ours)));
        assertThat(flowsOf(CookieFilter.ALL)).containsExactly(foreign);
    }

    @Test
    void theCookieFilterSelectsByItsBits() throws DeviceException {
        Flow one = flow(1, OURS);
        Flow two = flow(2, OURS_TOO);
        Flow foreign = flow(3, FOREIGN);
        connected().apply(added(List.of(one, two, foreign)));
        assertThat(flowsOf(Cookie.OURS)).containsExactlyInAnyOrder(one, two);
        assertThat(flowsOf(CookieFilter.exactly(OURS_TOO))).containsExactly(two);
        assertThat(flowsOf(CookieFilter.exactly(Cookie.of(1, 1, 9)))).isEmpty();
    }

    @Test
    void flowsAreCountedByTheirCookie() throws DeviceException {
        connected().apply(added(List.of(flow(1, OURS), flow(2, OURS_TOO), flow(3, FOREIGN))));
        assertThat(connected().count(Cookie.OURS)).isEqualTo(2);
        assertThat(connected().count(CookieFilter.ALL)).isEqualTo(3);
        assertThat(connected().count(CookieFilter.exactly(Cookie.of(1, 1, 9)))).isZero();
    }

    @Test
    void aRefusedFlowLeavesTheTableUntouchedAndIsNamed() throws DeviceException {
        Flow before = flow(1, OURS, new Action.Output(TUNNEL));
        connected().apply(added(List.of(before)));
        Flow bad = flow(5000, OURS, new Action.Output(NO_PORT));
        List<FlowEdit> edits = new ArrayList<>(added(flows(2, 4000)));
        edits.add(1000, new FlowEdit.Add(bad));
        edits.add(new FlowEdit.Delete(before));
        assertThatThrownBy(() -> connected().apply(edits))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.kind()).isEqualTo(DeviceException.Kind.REFUSED))
                .hasMessageContaining("BAD_ACTION/BAD_OUT_PORT")
                .hasMessageContaining(bad.toString());
        assertThat(flowsOf(CookieFilter.ALL)).containsExactly(before);
        connected().apply(added(List.of(flow(2, OURS))));
        assertThat(flowsOf(CookieFilter.ALL)).hasSize(2);
    }

    @Test
    void applyingTwiceIsAsGoodAsOnce() throws DeviceException {
        Flow gone = flow(9, OURS);
        List<FlowEdit> edits = new ArrayList<>(added(flows(1, 5)));
        edits.add(new FlowEdit.Delete(gone));
        connected().apply(added(List.of(gone)));
        connected().apply(edits);
        connected().apply(edits);
        assertThat(flowsOf(CookieFilter.ALL)).containsExactlyInAnyOrderElementsOf(flows(1, 5));
    }

    @Test
    void tenThousandFlowsAreReadBackAsTheyWereAdded() throws DeviceException {
        List<Flow> flows = flows(0, 10_000);
        connected().apply(added(flows));
        assertThat(flowsOf(Cookie.OURS)).containsExactlyInAnyOrderElementsOf(flows);
    }

    @Test
    void nothingToDoIsDone() throws DeviceException {
        connected().apply(List.of());
        assertThat(flowsOf(CookieFilter.ALL)).isEmpty();
    }

    @Test
    void aSwitchThatGoesAndComesIsNoticedAndIsAnotherObject() throws DeviceException {
        BlockingQueue<DatapathId> changes = new LinkedBlockingQueue<>();
        switches().onChange(changes::add);
        Switch before = connected();
        before.apply(added(flows(0, 3)));

        disconnect();
        Await.until("the switch is gone", () -> switches().find(ID).isEmpty());
        Await.until("its going is told", () -> changes.contains(ID));
        assertThatThrownBy(() -> before.read(CookieFilter.ALL))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.kind()).isEqualTo(DeviceException.Kind.DISCONNECTED));

        changes.clear();
        connect();
        Await.until("the switch is back", () -> switches().find(ID).isPresent());
        Await.until("its coming is told", () -> changes.contains(ID));
        assertThat(connected()).isNotSameAs(before);
        assertThat(flowsOf(CookieFilter.ALL)).hasSize(3);
    }

    @Test
    void aSwitchThatNeverCameIsNotThere() {
        assertThat(switches().find(new DatapathId(0x9999))).isEmpty();
    }

    protected final Switch connected() {
        return switches().find(ID).orElseThrow();
    }

    protected final List<Flow> flowsOf(CookieFilter filter) throws DeviceException {
        return connected().read(filter).stream().map(InstalledFlow::flow).toList();
    }

    protected static List<FlowEdit> added(List<Flow> flows) {
        return flows.stream().<FlowEdit>map(FlowEdit.Add::new).toList();
    }

    /** Flows to so many hosts' addresses, from the given number on. */
    protected static List<Flow> flows(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> flow(i, OURS, Field.TUNNEL_DST.set(VTEP.plus(i)), new Action.Output(TUNNEL)))
                .toList();
    }

    private static Flow flow(int number, Cookie cookie, Action... actions) {
        Match match = Match.of(Field.IPV4_DST.is(SUBNET.network().plus(number)));
        return FlowExamples.flow(0, 100, match, cookie, actions);
    }

    private static Flow drop(int priority, Match match) {
        return FlowExamples.flow(0, priority, match, OURS);
    }
}
