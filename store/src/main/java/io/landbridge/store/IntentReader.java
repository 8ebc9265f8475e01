package io.landbridge.store;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.Host.Membership;
import io.landbridge.model.HostAccess;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Mtu;
import io.landbridge.model.Observed;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.model.Rollover;
import io.landbridge.model.Rollover.Phase;
import io.landbridge.model.ServicePort;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the intent from what {@link IntentWriter} wrote and people edited; strict, for a guess could cost a network. */
final class IntentReader {
    private static final String UNDERLAY_MTUS = "underlayMtus";
    private static final int OLDEST = 1;

    /** The last layout that held what hosts had reported; {@link ObservationReader} reads that. */
    private static final int WITH_OBSERVATIONS = 2;

    /** The fields of each layout: the first knew no rollover, the first two held what hosts had reported. */
    private static final ImmutableMap<Long, Set<String>> INTENT = ImmutableMap.of(
            1L, Set.of("schemaVersion", "revision", "fabric", "hosts", UNDERLAY_MTUS),
            2L, Set.of("schemaVersion", "revision", "fabric", "hosts", UNDERLAY_MTUS, "rollover"),
            3L, Set.of("schemaVersion", "revision", "fabric", "hosts", "rollover"));

    private static final Set<String> ROLLOVER = Set.of("phase", "vni", "vxlanPort", "vteps");
    private static final Set<String> FABRIC = Set.of(
            "cidr",
            "gatewayCidr",
            "hostPrefixLength",
            "vni",
            "vxlanPort",
            "mtu",
            "egressNat",
            "bridge",
            "tunnelPort",
            "containerBridge",
            "hostAccess",
            "hostAccessAllow");
    private static final Set<String> HOST = Set.of("vtep", "subnet", "gateway", "ovsdb", "membership");

    private static final String CORRECT_IT =
            "correct it, or put a copy back, or move it away to begin with an empty fabric; then start again";

    private IntentReader() {}

    /**
     * The intent that the file holds.
     *
     * @param file named in the complaint
     * @throws UnusableIntentException if it holds anything else
     */
    static Intent read(Path file, byte[] content) throws IOException {
        try {
            JsonValue document = JsonReader.read("intent", content).object();
            long version = document.get("schemaVersion").whole(Long::valueOf);
            refuseOtherLayout(file, version);
            if (version <= WITH_OBSERVATIONS) {
                underlayMtus(document);
            }
            return intent(document.withOnly(Objects.requireNonNull(INTENT.get(version))));
        } catch (WrongJsonException | InvalidIntentException e) {
            throw new UnusableIntentException(file, String.valueOf(e.getMessage()), CORRECT_IT);
        }
    }

    /** What the file's hosts had reported: nothing if it is of a layout that does not hold it. */
    static Observed observed(byte[] content) throws IOException {
        JsonValue document = JsonReader.read("intent", content).object();
        Observed observed = Observed.NOTHING;
        if (document.find(UNDERLAY_MTUS).isEmpty()) {
            return observed;
        }
        for (Map.Entry<HostId, Mtu> report : underlayMtus(document).entrySet()) {
            observed = observed.withUnderlayMtu(report.getKey(), report.getValue());
        }
        return observed;
    }

    private static ImmutableSortedMap<HostId, Mtu> underlayMtus(JsonValue document) {
        return byHost(
                document.get(UNDERLAY_MTUS),
                (id, mtu) -> mtu.check(() -> {
                    Mtu underlay = mtu(mtu);
                    underlay.insideVxlan();
                    return underlay;
                }));
    }

    /** Before any other field is looked at: another layout may mean something else by a name that we know. */
    private static void refuseOtherLayout(Path file, long version) throws UnusableIntentException {
        if (version < OLDEST || version > IntentWriter.SCHEMA_VERSION) {
            String known = OLDEST + " to " + IntentWriter.SCHEMA_VERSION;
            throw new UnusableIntentException(
                    file,
                    "its schemaVersion is " + version + ", and this Landbridge knows " + known,
                    "start the Landbridge that wrote it, or put back a copy of schemaVersion " + known);
        }
    }

    private static Intent intent(JsonValue json) {
        return new Intent(
                json.get("revision").whole(Long::valueOf),
                fabric(json.get("fabric").withOnly(FABRIC)),
                byHost(json.get("hosts"), (id, host) -> host(id, host.withOnly(HOST))),
                json.find("rollover").map(change -> rollover(change.withOnly(ROLLOVER))));
    }

    private static Rollover rollover(JsonValue json) {
        return new Rollover(
                json.get("phase").text(IntentReader::phase),
                vni(json.get("vni")),
                port(json.get("vxlanPort")),
                byHost(json.get("vteps"), (id, vtep) -> vtep.text(Ipv4Address::parse)));
    }

    private static Phase phase(String word) {
        return Arrays.stream(Phase.values())
                .filter(phase -> Ascii.toLowerCase(phase.name()).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is none of " + Ascii.toLowerCase(Arrays.toString(Phase.values()))));
    }

    private static Vni vni(JsonValue json) {
        return json.whole(number -> new Vni(Ints.checkedCast(number)));
    }

    private static UdpPort port(JsonValue json) {
        return json.whole(number -> new UdpPort(Ints.checkedCast(number)));
    }

    private static Fabric fabric(JsonValue json) {
        return json.check(() -> new Fabric(
                json.get("cidr").text(Ipv4Prefix::parse),
                json.get("gatewayCidr").text(Ipv4Prefix::parse),
                json.get("hostPrefixLength").whole(Ints::checkedCast),
                vni(json.get("vni")),
                port(json.get("vxlanPort")),
                json.find("mtu").map(IntentReader::mtu),
                json.get("egressNat").flag(),
                json.get("bridge").text(InterfaceName::new),
                json.get("tunnelPort").text(InterfaceName::new),
                json.get("containerBridge").text(InterfaceName::new),
                hostAccess(json)));
    }

    /** A fabric that says nothing of it was made before there was a choice. */
    private static HostAccess hostAccess(JsonValue fabric) {
        return fabric.find("hostAccess")
                .map(mode -> new HostAccess(
                        mode.text(HostAccess.Mode::parse),
                        fabric.get("hostAccessAllow").text(IntentReader::servicePorts)))
                .orElse(HostAccess.OPEN);
    }

    private static ImmutableSortedSet<ServicePort> servicePorts(String text) {
        return Splitter.on(',')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(ServicePort::parse)
                .collect(toImmutableSortedSet(naturalOrder()));
    }

    private static Host host(HostId id, JsonValue json) {
        return json.check(() -> new Host(
                id,
                json.get("vtep").text(Ipv4Address::parse),
                json.get("subnet").text(Ipv4Prefix::parse),
                json.get("gateway").text(Ipv4Address::parse),
                json.find("ovsdb").map(endpoint -> endpoint.text(OvsdbEndpoint::parse)),
                json.get("membership").text(IntentReader::membership)));
    }

    static Mtu mtu(JsonValue json) {
        return json.whole(number -> new Mtu(Ints.checkedCast(number)));
    }

    private static Membership membership(String word) {
        return switch (word) {
            case IntentWriter.JOINED -> Membership.JOINED;
            case IntentWriter.LEAVING -> Membership.LEAVING;
            default ->
                throw new IllegalArgumentException(
                        "'" + word + "' is neither " + IntentWriter.JOINED + " nor " + IntentWriter.LEAVING);
        };
    }

    static <V> ImmutableSortedMap<HostId, V> byHost(JsonValue json, BiFunction<HostId, JsonValue, V> read) {
        return json.object().fields().entrySet().stream()
                .map(field -> {
                    HostId id = field.getValue().check(() -> new HostId(field.getKey()));
                    return Map.entry(id, read.apply(id, field.getValue()));
                })
                .collect(toImmutableSortedMap(naturalOrder(), Map.Entry::getKey, Map.Entry::getValue));
    }
}
