package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.in.HostView;
import io.landbridge.status.Condition;
import io.landbridge.status.HostStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link HostView} as JSON: what was asked for, and what was found. */
public record HostJson(String id, Spec spec, Status status) {

    /** What was asked for and allocated; {@code ovsdb} is null where the host dials the controller. */
    public record Spec(
            String vtep,
            String subnet,
            String gateway,
            @Nullable String ovsdb) {
        public static Spec of(Host host) {
            return new Spec(
                    host.vtep().toString(),
                    host.subnet().toString(),
                    host.gateway().toString(),
                    host.ovsdb().map(OvsdbEndpoint::toString).orElse(null));
        }
    }

    /** What was found, what dockerd has to be started with, and the line that lets the host join. */
    public record Status(
            String membership,
            boolean converged,
            List<ConditionJson> conditions,
            @Nullable String datapathId,
            @Nullable String ovsVersion,
            FlowCount flows,
            String dockerOptions,
            String joinCommand) {
        static Status of(HostView view) {
            Host host = view.host();
            HostStatus status = view.status();
            return new Status(
                    host.membership().name().toLowerCase(Locale.ROOT),
                    status.converged(),
                    status.conditions().stream().map(ConditionJson::of).toList(),
                    status.datapathId().map(DatapathId::toString).orElse(null),
                    status.ovsVersion().orElse(null),
                    new FlowCount(status.flowsDesired(), status.flowsInstalled()),
                    host.dockerOptions(),
                    view.joinCommand());
        }
    }

    /** A {@link Condition} as JSON; {@code since} is an RFC 3339 timestamp. */
    public record ConditionJson(String type, String status, String reason, String message, String since) {
        static ConditionJson of(Condition condition) {
            return new ConditionJson(
                    condition.type().label(),
                    condition.status().label(),
                    condition.reason(),
                    condition.message(),
                    condition.since().toString());
        }
    }

    /** How many flows there should be, and how many of these there are. */
    public record FlowCount(int desired, int installed) {}

    public static HostJson of(HostView view) {
        return new HostJson(view.host().id().value(), Spec.of(view.host()), Status.of(view));
    }

    /**
     * The request that a JSON object makes for the host of that name.
     *
     * @throws InvalidIntentException with every field that is wrong
     */
    public static HostRequest request(HostId id, ObjectNode object) {
        Fields fields = new Fields(object).require("vtep");
        Optional<Ipv4Address> vtep = fields.text("vtep", Ipv4Address::parse);
        Optional<Ipv4Prefix> subnet = fields.text("subnet", Ipv4Prefix::parse);
        Optional<Ipv4Address> gateway = fields.text("gateway", Ipv4Address::parse);
        Optional<OvsdbEndpoint> ovsdb = fields.text("ovsdb", OvsdbEndpoint::parse);
        fields.refuse();
        return new HostRequest(id, vtep.orElseThrow(), subnet, gateway, ovsdb);
    }
}
