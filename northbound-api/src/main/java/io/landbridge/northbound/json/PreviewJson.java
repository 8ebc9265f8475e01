package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a change of the whole intent would do: to the hosts, as plans, and to the intent, field by field. */
public record PreviewJson(List<PlanJson> items, List<Difference> differences) {

    /**
     * One field of the intent that changes.
     *
     * @param action {@code added}, {@code changed} or {@code removed}
     * @param path where in the document, such as {@code hosts.docker01.vtep}
     * @param from what it was; null if it was not there
     * @param to what it becomes; null if it goes
     */
    public record Difference(String action, String path, JsonNode from, JsonNode to) {}

    public static PreviewJson of(Preview preview) {
        return new PreviewJson(preview.plans().stream().map(PlanJson::of).toList(), differences(preview.changed()));
    }

    private static List<Difference> differences(Changed changed) {
        List<Difference> differences = new ArrayList<>();
        compare(
                "",
                Json.object(IntentJson.of(changed.before())),
                Json.object(IntentJson.of(changed.after())),
                differences);
        return differences;
    }

    private static void compare(String prefix, ObjectNode before, ObjectNode after, List<Difference> differences) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String path = prefix + name;
            JsonNode from = before.path(name);
            JsonNode to = after.path(name);
            if (from instanceof ObjectNode fromObject && to instanceof ObjectNode toObject) {
                compare(path + ".", fromObject, toObject, differences);
            } else if (from.isMissingNode()) {
                differences.add(new Difference("added", path, NullNode.instance, to));
            } else if (to.isMissingNode()) {
                differences.add(new Difference("removed", path, from, NullNode.instance));
            } else if (!from.equals(to)) {
                differences.add(new Difference("changed", path, from, to));
            }
        }
    }
}
