package io.landbridge.southbound.openflow;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.EtherType;
import io.landbridge.flow.Field;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Vni;

/** Flows that between them use every field and action of our vocabulary. */
public final class FlowExamples {
    private static final Cookie COOKIE = Cookie.of(3, 2, 0xfedcba98);
    private static final Port TUNNEL = new Port(1);
    private static final Vni VNI = new Vni(0xabcdef);
    private static final Ipv4Address VTEP = Ipv4Address.parse("192.168.10.164");
    private static final Ipv4Prefix SUBNET = Ipv4Prefix.parse("10.2.0.0/16");
    private static final Ipv4Address GATEWAY = Ipv4Address.parse("10.100.0.1");

    private FlowExamples() {}

    public static ImmutableList<Flow> all() {
        return ImmutableList.of(
                flow(0, 0, Match.ALL),
                flow(0, 65_535, Match.of(Field.IN_PORT.is(Port.LOCAL)), new Action.GotoTable(20)),
                flow(
                        0,
                        100,
                        Match.of(
                                Field.IN_PORT.is(TUNNEL),
                                Field.TUNNEL_ID.is(VNI),
                                Field.TUNNEL_SRC.is(VTEP),
                                Field.IPV4_SRC.in(SUBNET)),
                        new Action.GotoTable(30)),
                flow(
                        0,
                        100,
                        Match.of(
                                Field.TUNNEL_ID.is(VNI),
                                Field.TUNNEL_SRC.in(Ipv4Prefix.parse("192.168.0.0/16")),
                                Field.TUNNEL_DST.is(VTEP),
                                Field.ARP_SPA.in(SUBNET)),
                        new Action.GotoTable(30)),
                flow(0, 90, Match.of(Field.ARP_OP.is(2), Field.IN_PORT.is(new Port(2))), new Action.GotoTable(10)),
                flow(0, 80, Match.of(Field.ETH_TYPE.is(EtherType.IPV4.number())), new Action.Output(TUNNEL)),
                flow(0, 70, Match.of(new FieldMatch(Field.TUNNEL_ID, 0x100, 0xff00))),
                flow(
                        20,
                        100,
                        Match.of(Field.IPV4_DST.in(SUBNET)),
                        Field.TUNNEL_ID.set(VNI),
                        Field.TUNNEL_SRC.set(VTEP.plus(1)),
                        Field.TUNNEL_DST.set(VTEP),
                        new Action.Output(TUNNEL)),
                flow(
                        20,
                        100,
                        Match.of(Field.ARP_TPA.is(GATEWAY)),
                        Field.TUNNEL_SRC.set(VTEP),
                        new Action.Output(TUNNEL),
                        new Action.Output(Port.LOCAL),
                        new Action.GotoTable(253)));
    }

    /** A flow of ours. */
    public static Flow flow(int table, int priority, Match match, Action... actions) {
        return flow(table, priority, match, COOKIE, actions);
    }

    static Flow flow(int table, int priority, Match match, Cookie cookie, Action... actions) {
        return new Flow(new FlowKey(table, priority, match), cookie, ImmutableList.copyOf(actions));
    }
}
