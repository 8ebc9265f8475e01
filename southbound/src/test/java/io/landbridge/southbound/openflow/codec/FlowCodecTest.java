package io.landbridge.southbound.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Vni;
import io.landbridge.southbound.openflow.FlowExamples;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what ovs-ofctl and ovs-vswitchd 3.1.0 put on the wire, and against itself. */
class FlowCodecTest {
    private static final int XID = 2;

    /** Where the match starts in a flow-mod message, and in an entry of a flow-stats reply. */
    private static final int MATCH = 48;

    private static final Flow TO_PEER = FlowExamples.flow(
            20,
            100,
            Match.of(Field.IPV4_DST.in(Ipv4Prefix.parse("10.2.0.0/16"))),
            Field.TUNNEL_ID.set(new Vni(100)),
            Field.TUNNEL_DST.set(Ipv4Address.parse("192.168.10.164")),
            new Action.Output(new Port(1)));

    private static final String TO_PEER_BODY = "00010016 80000a02 0800 80001908 0a020000 ffff0000 0000"
            + "00040038 00000000 0019001080004c080000000000000064 0019001000014004c0a80aa400000000"
            + "00000010 00000001 0000000000000000";

    private static final Flow FROM_PEER = FlowExamples.flow(
            0,
            90,
            Match.of(
                    Field.IN_PORT.is(new Port(1)),
                    Field.TUNNEL_ID.is(new Vni(100)),
                    Field.TUNNEL_SRC.is(Ipv4Address.parse("192.168.10.164")),
                    Field.ARP_OP.is(1),
                    Field.ARP_SPA.in(Ipv4Prefix.parse("10.2.0.0/16"))),
            new Action.GotoTable(30));

    private static final String FROM_PEER_BODY = "00010038 80000004 00000001 80000a02 0806 80002a02 0001"
            + "80002d08 0a020000 ffff0000 80004c08 0000000000000064 00013e04 c0a80aa4 000100081e000000";

    /** With {@code load} in the place of {@code set_field}, which none of our flows has. */
    private static final String LOADING_BODY = "0001000400000000 00040048 00000000"
            + "ffff0018000023200007001f0001400400000000c0a80aa4"
            + "ffff0018000023200007003f000120080000000000000064 00000010fffffffe0000000000000000";

    @Test
    void anAddIsWrittenAsOvsOfctlWritesIt() {
        assertThat(written(new FlowEdit.Add(TO_PEER)))
                .isEqualTo(bytes("040e0080 00000002 4c420302fedcba98 0000000000000000 14 00 0000 0000 0064"
                        + "ffffffff ffffffff ffffffff 0000 0000" + TO_PEER_BODY));
    }

    @Test
    void aModificationIsWrittenAsAnAddForThatSetsTheCookieToo() {
        assertThat(written(new FlowEdit.Modify(TO_PEER))).isEqualTo(written(new FlowEdit.Add(TO_PEER)));
    }

    @Test
    void aDeletionIsStrictAndNamesTheCookieAndNoActions() {
        assertThat(written(new FlowEdit.Delete(TO_PEER)))
                .isEqualTo(
                        bytes(
                                "040e0048 00000002 4c420302fedcba98 7fffffffffffffff 14 04 0000 0000 0064"
                                        + "ffffffff ffffffff ffffffff 0000 0000 00010016 80000a02 0800 80001908 0a020000 ffff0000 0000"));
    }

    @Test
    void whatOpenVswitchAnswersIsReadAsTheFlowThatItWasToldOf() {
        Reply.FlowStats read = read(entry(20, 100, TO_PEER_BODY), entry(0, 90, FROM_PEER_BODY));
        assertThat(read.unreadable()).isEmpty();
        assertThat(read.flows())
                .containsExactly(
                        new InstalledFlow(TO_PEER, 3, 5, Duration.ofSeconds(1, 2)),
                        new InstalledFlow(FROM_PEER, 3, 5, Duration.ofSeconds(1, 2)));
    }

    @ParameterizedTest
    @MethodSource("io.landbridge.southbound.openflow.FlowExamples#all")
    void everyFlowIsReadAsItWasWritten(Flow flow) {
        ByteBuf message = Unpooled.wrappedBuffer(written(new FlowEdit.Add(flow)));
        String body = ByteBufUtil.hexDump(message.skipBytes(MATCH));
        Reply.FlowStats read = read(entry(flow.key().table(), flow.key().priority(), body));
        assertThat(read.flows()).singleElement().returns(flow, InstalledFlow::flow);
    }

    @Test
    void aFlowThatWeCannotReadDoesNotHideItsNeighbours() {
        Reply.FlowStats read = read(
                entry(20, 100, TO_PEER_BODY),
                entry(3, 7, LOADING_BODY),
                entry(4, 8, "0001000980000e010600000000000000"),
                entry(0, 90, FROM_PEER_BODY));
        assertThat(read.flows()).hasSize(2);
        assertThat(read.unreadable())
                .containsExactly(
                        new Reply.UnreadableFlow(new Cookie(0x4c420302fedcba98L), 3, 7, "action 65535"),
                        new Reply.UnreadableFlow(new Cookie(0x4c420302fedcba98L), 4, 8, "field 0x80000e01"));
    }

    @Test
    void aFlowThatWillEndByItselfIsNoneOfOurs() {
        String mortal = entry(20, 100, TO_PEER_BODY).replaceFirst("0064 0000", "0064 003c");
        assertThat(read(mortal).flows()).isEmpty();
        assertThat(read(mortal).unreadable()).hasSize(1);
    }

    @Test
    void anEntryThatIsCutShortIsNotReadAsAFlow() {
        String cut = entry(20, 100, TO_PEER_BODY.replaceFirst(" 0000000000000000$", ""));
        assertThat(read(cut).flows()).isEmpty();
    }

    private static byte[] written(FlowEdit edit) {
        ByteBuf out = Unpooled.buffer();
        FlowCodec.writeFlowMod(XID, edit, out);
        return ByteBufUtil.getBytes(out);
    }

    private static Reply.FlowStats read(String... entries) {
        return FlowCodec.readFlowStats(Unpooled.wrappedBuffer(bytes(String.join("", List.of(entries)))), false);
    }

    /** An entry of a flow-stats reply: one second and two nanoseconds old, three packets, five bytes. */
    private static String entry(int table, int priority, String body) {
        return String.format(
                "%04x %02x 00 00000001 00000002 %04x 0000 0000 0000 00000000 4c420302fedcba98 %016x %016x %s",
                MATCH + bytes(body).length, table, priority, 3, 5, body);
    }

    private static byte[] bytes(String hex) {
        return BaseEncoding.base16().lowerCase().decode(hex.replace(" ", ""));
    }
}
