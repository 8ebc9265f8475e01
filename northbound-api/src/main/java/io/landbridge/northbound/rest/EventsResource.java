package io.landbridge.northbound.rest;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import io.landbridge.model.HostId;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.EventJson;
import io.landbridge.northbound.json.Items;
import java.util.Optional;
import java.util.OptionalLong;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What happened: the last of it, or as it happens. */
@Component(service = EventsResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_HEADERS
})
@Path("/api/v1/events")
public final class EventsResource {
    private final RunningOverlay overlay;
    private final EventStreams streams;

    @Activate
    public EventsResource(@Reference RunningOverlay overlay, @Reference EventStreams streams) {
        this.overlay = overlay;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Items<EventJson> list(
            @QueryParam("host") @Nullable String host, @QueryParam("limit") @DefaultValue("100") String limit) {
        return Items.of(overlay.get().events(host(host), limit(limit)), EventJson::of);
    }

    /**
     * Server-sent events (HTML, section 9.2), from the one after Last-Event-ID on, or from now on; for those who ask. Who
     * sends HEAD takes none, nor is ever found to be gone, and so does not follow.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    public void follow(
            @QueryParam("host") @Nullable String host,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @Context Request request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            sink.close();
        } else {
            streams.open(overlay.get(), after(last), host(host), sink, sse);
        }
    }

    private static Optional<HostId> host(@Nullable String name) {
        return Optional.ofNullable(name).map(HostId::new);
    }

    private static int limit(String text) {
        Integer limit = Ints.tryParse(text);
        if (limit == null || limit < 1) {
            throw new InvalidIntentException("limit", "'" + text + "' is not a whole number from 1 on");
        }
        return limit;
    }

    /** An id that is none is one that is not remembered: the follower gets all there is. */
    private static OptionalLong after(@Nullable String last) {
        if (last == null) {
            return OptionalLong.empty();
        }
        Long id = Longs.tryParse(last);
        return OptionalLong.of(id == null ? 0 : id);
    }
}
