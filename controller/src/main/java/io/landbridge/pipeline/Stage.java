package io.landbridge.pipeline;

import static io.landbridge.flow.Field.ARP_OP;
import static io.landbridge.flow.Field.ARP_SPA;
import static io.landbridge.flow.Field.ARP_TPA;
import static io.landbridge.flow.Field.ETH_TYPE;
import static io.landbridge.flow.Field.IN_PORT;
import static io.landbridge.flow.Field.IPV4_DST;
import static io.landbridge.flow.Field.IPV4_SRC;
import static io.landbridge.flow.Field.TUNNEL_DST;
import static io.landbridge.flow.Field.TUNNEL_ID;
import static io.landbridge.flow.Field.TUNNEL_SRC;

import com.google.common.collect.ImmutableSet;
import io.landbridge.flow.Action;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import java.util.Arrays;
import java.util.Optional;

/**
 * The stages that a packet passes, in order; each is one OpenFlow table and a contract that its rules are held to.
 * What came from a tunnel can reach {@link #DELIVERY} alone, so it never leaves by a tunnel again.
 */
public enum Stage {
    CLASSIFIER(
            "Classifier",
            "Tell where the packet came from",
            matching(IN_PORT, ETH_TYPE, ARP_OP),
            setting(),
            "it came in by a port that is not the fabric's, or as IP by the veth, around the host's firewall"),
    PEER_GUARD(
            "PeerGuard",
            "Let in only what the VTEP it came from may send",
            matching(TUNNEL_ID, TUNNEL_SRC, ETH_TYPE, IPV4_SRC, ARP_SPA),
            setting(),
            "no peer with that VTEP and VNI owns the source address"),
    SOURCE_GUARD(
            "SourceGuard",
            "Let out only addresses of this host, each from the port that it is behind",
            matching(IN_PORT, ETH_TYPE, IPV4_SRC, ARP_SPA),
            setting(),
            "the source address is not of this host, or not of the port it came in by"),
    ROUTING(
            "Routing",
            "Send to the host that owns the destination",
            matching(ETH_TYPE, IPV4_DST, ARP_TPA),
            setting(TUNNEL_ID, TUNNEL_SRC, TUNNEL_DST),
            "no peer owns the destination"),
    DELIVERY(
            "Delivery",
            "Hand over to the container bridge or to the host",
            matching(ETH_TYPE, IPV4_DST, ARP_TPA),
            setting(),
            "the destination is not of this host");

    private final String label;
    private final String purpose;
    private final ImmutableSet<Field> matches;
    private final ImmutableSet<Field> sets;
    private final String missReason;

    Stage(String label, String purpose, ImmutableSet<Field> matches, ImmutableSet<Field> sets, String missReason) {
        this.label = label;
        this.purpose = purpose;
        this.matches = matches;
        this.sets = sets;
        this.missReason = missReason;
    }

    /** The stage whose table has that number. */
    public static Optional<Stage> ofTable(int table) {
        return Arrays.stream(values()).filter(stage -> stage.table() == table).findFirst();
    }

    public String label() {
        return label;
    }

    /** What the stage is for, in one sentence without a full stop. */
    public String purpose() {
        return purpose;
    }

    /** The fields that its rules may look at. */
    public ImmutableSet<Field> matches() {
        return matches;
    }

    /** The fields that its rules may write. */
    public ImmutableSet<Field> sets() {
        return sets;
    }

    /** Why a packet that no rule of the stage is for is dropped. */
    public String missReason() {
        return missReason;
    }

    /** Number of its OpenFlow table: its place among the stages. */
    @SuppressWarnings("EnumOrdinal") // The order of the stages is what their numbers stand for.
    public int table() {
        return ordinal();
    }

    /** The stages that its rules may lead to; none if it ends the packet's way. */
    public ImmutableSet<Stage> leadsTo() {
        return switch (this) {
            case CLASSIFIER -> ImmutableSet.of(PEER_GUARD, SOURCE_GUARD);
            case PEER_GUARD -> ImmutableSet.of(DELIVERY);
            case SOURCE_GUARD -> ImmutableSet.of(ROUTING);
            case ROUTING, DELIVERY -> ImmutableSet.of();
        };
    }

    /** Whether its rules may send packets out of a port. */
    public boolean outputs() {
        return leadsTo().isEmpty();
    }

    /** Going on to this stage. */
    Action next() {
        return new Action.GotoTable(table());
    }

    /** A rule of this stage, to be completed, and why it is there. */
    RuleBuilder because(String reason) {
        return new RuleBuilder(this, Priority.RULE, reason);
    }

    /** The rule for packets that no other rule of the stage is for. */
    RuleBuilder.Draft miss() {
        return new RuleBuilder(this, Priority.MISS, "dropped: " + missReason).then();
    }

    /**
     * Holds a flow to the contract of this stage.
     *
     * @throws IllegalArgumentException if it matches, writes or leads to what the stage may not
     */
    void check(Flow flow) {
        flow.key().match().fields().keySet().forEach(field -> require(matches.contains(field), "match", field));
        for (Action action : flow.actions()) {
            if (action instanceof Action.SetField set) {
                require(sets.contains(set.field()), "write", set.field());
            } else if (action instanceof Action.GotoTable next) {
                require(leadsTo().stream().anyMatch(stage -> stage.table() == next.table()), "lead to", next);
            } else {
                require(outputs(), "do", action);
            }
        }
    }

    private void require(boolean holds, String verb, Object what) {
        if (!holds) {
            throw new IllegalArgumentException("a rule of " + label + " may not " + verb + " " + what);
        }
    }

    private static ImmutableSet<Field> matching(Field... fields) {
        return ImmutableSet.copyOf(fields);
    }

    private static ImmutableSet<Field> setting(Field... fields) {
        return ImmutableSet.copyOf(fields);
    }
}
