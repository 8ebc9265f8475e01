package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.landbridge.event.Actor;
import io.landbridge.event.Event;
import io.landbridge.event.Event.Type;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.northbound.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.ws.rs.core.Response;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.Sse;
import org.apache.cxf.jaxrs.impl.RequestImpl;
import org.apache.cxf.jaxrs.sse.SseContextProvider;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told of what happened, and how those who follow are kept, resumed and dropped. */
class EventsTest {
    private static final String DOCKER01 = "/api/v1/hosts/docker01";

    private final TestApi api = new TestApi();
    private final Sse sse = new SseContextProvider().createContext(new MessageImpl());

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aChangeIsListedWithWhoMadeIt() throws IOException {
        api.admin(DOCKER01).put("{\"vtep\":\"192.168.10.163\"}");
        JsonNode event = list("/api/v1/events", "host", "docker01").get(0);
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly("id", "time", "type", "host", "message", "user", "address");
        assertThat(event.path("type").asText()).isEqualTo("HostAdded");
        assertThat(event.path("user").asText()).isEqualTo("admin");
        assertThat(event.path("address").asText()).isEqualTo(TestApi.ADDRESS_OF_CLIENTS);
        assertThat(event.path("time").asText()).matches("\\d{4}-.*T.*Z");
    }

    @Test
    void theNewestComesFirstAndNoMoreThanAsked() throws IOException {
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        JsonNode items = list("/api/v1/events", "limit", "2");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("id").asLong())
                .isEqualTo(items.get(1).path("id").asLong() + 1);
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        for (String limit : List.of("0", "-1", "many")) {
            assertThat(api.as("viewer", "/api/v1/events")
                            .query("limit", limit)
                            .get()
                            .getStatus())
                    .isEqualTo(422);
        }
    }

    @Test
    void whatIsRefusedIsAnEventOfTheHostWithWhoAskedForIt() throws IOException {
        assertThat(api.admin(DOCKER01 + "/").put("{\"vtep\":\"10.9.9.9\"}").getStatus())
                .isEqualTo(422);
        JsonNode event = list("/api/v1/events", "host", "docker01").get(0);
        assertThat(event.path("type").asText()).isEqualTo("InputRefused");
        assertThat(event.path("user").asText()).isEqualTo("admin");
        assertThat(event.path("address").asText()).isEqualTo(TestApi.ADDRESS_OF_CLIENTS);
        assertThat(event.path("message").asText())
                .contains("PUT ")
                .contains("hosts/docker01")
                .contains("a VTEP belongs to the underlay");
    }

    @Test
    void aBodyThatIsNoJsonAndAConflictAreEventsAndWhatOnlyReadsOrTriesIsNone() throws IOException {
        api.admin("/api/v1/hosts/Docker_01").put("{");
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        api.admin("/api/v1/fabric").put("{\"cidr\":\"172.16.0.0/12\"}");
        api.as("viewer", "/api/v1/events").query("limit", "none").get();
        api.as("viewer", DOCKER01).header("If-Match", "\"other\"").head();
        api.admin(DOCKER01).query("dryRun", true).put("{\"vtep\":\"10.9.9.9\"}");
        assertThat(api.controller.events(Optional.empty(), 99))
                .filteredOn(event -> event.type() == Type.INPUT_REFUSED)
                .extracting(Event::message)
                .hasSize(2);
    }

    @Test
    void aFollowerIsGreetedAndToldWhatHappens() {
        FakeSink sink = follow(OptionalLong.empty());
        sink.awaitMessages(1);
        assertThat(sink.sent().get(0).getComment()).isNotEmpty();
        refuse("one");
        sink.awaitMessages(2);
        OutboundSseEvent event = sink.sent().get(1);
        assertThat(event.getName()).isEqualTo("InputRefused");
        assertThat(event.getId()).isEqualTo(Long.toString(latest().id()));
        assertThat(String.valueOf(event.getData())).startsWith("{\"id\":").contains("\"message\":\"one\"");
    }

    @Test
    void aFollowerThatComesBackMissesNothingAndGetsNothingTwice() {
        refuse("one");
        long seen = latest().id();
        refuse("two");
        FakeSink sink = follow(OptionalLong.of(seen));
        refuse("three");
        sink.awaitMessages(3);
        assertThat(sink.ids()).containsExactly(Long.toString(seen + 1), Long.toString(seen + 2));
    }

    @Test
    void aFollowerOfAnEarlierLifeIsToldOfTheGap() {
        FakeSink sink = follow(OptionalLong.of(17));
        sink.awaitMessages(3);
        assertThat(sink.sent()).extracting(OutboundSseEvent::getName).contains("Gap", "ControllerStarted");
    }

    @Test
    void aClientThatIsGoneIsDroppedAtTheNextSignOfLife() {
        FakeSink sink = follow(OptionalLong.empty());
        sink.awaitMessages(1);
        sink.breakDown();
        api.streams.beat();
        awaitFollowers(0);
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void aClientThatTakesNothingIsDroppedAtTheSecondHeartbeat() {
        FakeSink sink = follow(OptionalLong.empty());
        sink.awaitMessages(1);
        sink.stall();
        refuse("one");
        sink.awaitMessages(2);
        refuse("two");
        api.streams.beat();
        assertThat(api.streams.count()).isEqualTo(1);
        api.streams.beat();
        awaitFollowers(0);
        assertThat(sink.sent()).hasSize(2);
    }

    @Test
    void followersAreLetGoWhenAnotherControllerTakesOver() {
        FakeSink sink = follow(OptionalLong.empty());
        sink.awaitMessages(1);
        api.overlay.unbind(api.controller);
        api.streams.beat();
        awaitFollowers(0);
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void whoSendsHeadIsLetGoAtOnce() {
        MessageImpl message = new MessageImpl();
        message.put(Message.HTTP_REQUEST_METHOD, "HEAD");
        FakeSink sink = new FakeSink();
        new EventsResource(api.overlay, api.streams).follow(null, null, new RequestImpl(message), sink, sse);
        assertThat(sink.isClosed()).isTrue();
        assertThat(api.streams.count()).isZero();
    }

    @Test
    void noMoreFollowThanThereIsRoomFor() {
        for (int i = 0; i < EventStreams.MOST; i++) {
            follow(OptionalLong.empty());
        }
        assertThatThrownBy(() -> follow(OptionalLong.empty())).hasMessageContaining("follow the events already");
    }

    private FakeSink follow(OptionalLong after) {
        FakeSink sink = new FakeSink();
        api.streams.open(api.controller, after, Optional.empty(), sink, sse);
        return sink;
    }

    private void refuse(String reason) {
        api.controller.refused(new Actor("admin", "192.0.2.7"), Optional.empty(), reason);
    }

    private Event latest() {
        return api.controller.events(Optional.empty(), 1).get(0);
    }

    private void awaitFollowers(int count) {
        Eventually.holds(count + " followers", () -> api.streams.count() == count, api.streams::count);
    }

    private JsonNode list(String path, String parameter, String value) throws IOException {
        Response answer = api.as("viewer", path).query(parameter, value).get();
        assertThat(answer.getStatus()).isEqualTo(200);
        return Json.read((InputStream) answer.getEntity()).path("items");
    }
}
