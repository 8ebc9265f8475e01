package io.landbridge.northbound.json;

import io.landbridge.event.Actor;
import io.landbridge.event.Event;
import io.landbridge.model.HostId;
import org.jspecify.annotations.Nullable;

/** An {@link Event} as JSON; {@code host} is null where it is not about one, {@code user} where nobody asked for it. */
public record EventJson(
        long id,
        String time,
        String type,
        @Nullable String host,
        String message,
        @Nullable String user,
        @Nullable String address) {

    public static EventJson of(Event event) {
        return new EventJson(
                event.id(),
                event.time().toString(),
                event.type().label(),
                event.host().map(HostId::value).orElse(null),
                event.message(),
                event.actor().map(Actor::user).orElse(null),
                event.actor().map(Actor::address).orElse(null));
    }
}
