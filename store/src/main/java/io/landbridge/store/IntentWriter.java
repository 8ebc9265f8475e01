package io.landbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Ascii;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Rollover;
import java.io.IOException;
import java.util.Map;

/** Writes the intent for people to read: indented, hosts by name, the same bytes for the same intent. */
final class IntentWriter {
    /** The layout that is written here. Another layout needs another number and a reader for this one. */
    static final int SCHEMA_VERSION = 3;

    static final String JOINED = "joined";
    static final String LEAVING = "leaving";

    private final JsonGenerator json;

    private IntentWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The intent as UTF-8 text that ends with a line feed. */
    static byte[] write(Intent intent) throws IOException {
        return JsonText.write(json -> new IntentWriter(json).intent(intent));
    }

    private void intent(Intent intent) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeNumberField("revision", intent.revision());
        json.writeObjectFieldStart("fabric");
        fabric(intent.fabric());
        json.writeEndObject();
        json.writeObjectFieldStart("hosts");
        for (Host host : intent.hosts().values()) {
            json.writeObjectFieldStart(host.id().value());
            host(host);
            json.writeEndObject();
        }
        json.writeEndObject();
        if (intent.rollover().isPresent()) {
            json.writeObjectFieldStart("rollover");
            rollover(intent.rollover().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void rollover(Rollover change) throws IOException {
        text("phase", Ascii.toLowerCase(change.phase().name()));
        json.writeNumberField("vni", change.vni().value());
        json.writeNumberField("vxlanPort", change.vxlanPort().value());
        json.writeObjectFieldStart("vteps");
        for (Map.Entry<HostId, Ipv4Address> before : change.vteps().entrySet()) {
            text(before.getKey().value(), before.getValue());
        }
        json.writeEndObject();
    }

    private void fabric(Fabric fabric) throws IOException {
        text("cidr", fabric.cidr());
        text("gatewayCidr", fabric.gatewayCidr());
        json.writeNumberField("hostPrefixLength", fabric.hostPrefixLength());
        json.writeNumberField("vni", fabric.vni().value());
        json.writeNumberField("vxlanPort", fabric.vxlanPort().value());
        if (fabric.mtu().isPresent()) {
            json.writeNumberField("mtu", fabric.mtu().get().bytes());
        }
        json.writeBooleanField("egressNat", fabric.egressNat());
        text("bridge", fabric.bridge());
        text("tunnelPort", fabric.tunnelPort());
        text("containerBridge", fabric.containerBridge());
        text("hostAccess", fabric.hostAccess().mode());
        text("hostAccessAllow", fabric.hostAccess().allowed());
    }

    private void host(Host host) throws IOException {
        text("vtep", host.vtep());
        text("subnet", host.subnet());
        text("gateway", host.gateway());
        if (host.ovsdb().isPresent()) {
            text("ovsdb", host.ovsdb().get());
        }
        text("membership", host.isJoined() ? JOINED : LEAVING);
    }

    private void text(String field, Object value) throws IOException {
        json.writeStringField(field, value.toString());
    }
}
