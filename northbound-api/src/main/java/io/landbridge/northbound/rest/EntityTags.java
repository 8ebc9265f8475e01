package io.landbridge.northbound.rest;

import com.google.common.hash.Hashing;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.IntentJson;
import io.landbridge.northbound.json.Json;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.core.EntityTag;

/** Entity tags (RFC 9110 §8.8.3): each stands for what was asked for, and does not change with what is found. */
final class EntityTags {
    private EntityTags() {}

    static EntityTag ofFabric(Intent intent) {
        return of(FabricJson.of(intent.fabric()));
    }

    /** Of what is asked of the host, that it shall leave too. */
    static EntityTag ofHost(Host host) {
        return of(new Asked(HostJson.Spec.of(host), host.membership().name()));
    }

    static EntityTag ofAll(Intent intent) {
        return of(IntentJson.of(intent));
    }

    private record Asked(HostJson.Spec spec, String membership) {}

    private static EntityTag of(Record document) {
        String text = Json.object(document).toString();
        return new EntityTag(Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16));
    }
}
