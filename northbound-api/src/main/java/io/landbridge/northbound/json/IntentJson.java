package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All that is asked for as one document: the fabric, and the hosts by name; those on their way out are not in it. */
public record IntentJson(FabricJson fabric, Map<String, HostJson.Spec> hosts) {

    public static IntentJson of(Intent intent) {
        Map<String, HostJson.Spec> hosts = new TreeMap<>();
        intent.joinedHosts().forEach(host -> hosts.put(host.id().value(), HostJson.Spec.of(host)));
        return new IntentJson(FabricJson.of(intent.fabric()), hosts);
    }

    /** What such a document asks for. */
    public record Request(FabricJson.Request fabric, List<HostRequest> hosts) {}

    /**
     * The request that a JSON object makes.
     *
     * @throws InvalidIntentException with the path of every field that is wrong
     */
    public static Request request(ObjectNode document) {
        Fields fields = new Fields(document).require("fabric").require("hosts");
        Optional<ObjectNode> fabricObject = fields.object("fabric");
        Optional<ObjectNode> hostObjects = fields.object("hosts");
        List<Violation> violations = new ArrayList<>();
        collect(violations, () -> {
            fields.refuse();
            return fields;
        });
        Optional<FabricJson.Request> fabric = fabricObject.flatMap(object ->
                collect(violations, () -> atPath("fabric", () -> FabricJson.request(object))));
        List<HostRequest> hosts = new ArrayList<>();
        hostObjects.ifPresent(objects -> objects.fields()
                .forEachRemaining(entry -> collect(violations, () -> host(entry.getKey(), entry.getValue()))
                        .ifPresent(hosts::add)));
        if (!violations.isEmpty()) {
            throw new InvalidIntentException(violations);
        }
        return new Request(fabric.orElseThrow(), hosts);
    }

    /** What the model finds wrong, by the paths of the document. */
    public static InvalidIntentException atPaths(InvalidIntentException invalid) {
        return new InvalidIntentException(invalid.violations().stream()
                .map(violation -> at(violation.host().map(id -> "hosts." + id).orElse("fabric"), violation))
                .toList());
    }

    private static HostRequest host(String name, JsonNode value) {
        return atPath("hosts." + name, () -> {
            HostId id = new HostId(name);
            if (value instanceof ObjectNode object) {
                return HostJson.request(id, object);
            }
            throw new InvalidIntentException("vtep", "has to be given, in an object");
        });
    }

    private static <T> T atPath(String path, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidIntentException invalid) {
            throw new InvalidIntentException(invalid.violations().stream()
                    .map(violation -> at(path, violation))
                    .toList());
        }
    }

    private static Violation at(String path, Violation violation) {
        return new Violation(path + "." + violation.field(), violation.message());
    }

    private static <T> Optional<T> collect(List<Violation> violations, Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (InvalidIntentException invalid) {
            violations.addAll(invalid.violations());
            return Optional.empty();
        }
    }
}
