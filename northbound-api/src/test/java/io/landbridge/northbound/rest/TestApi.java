package io.landbridge.northbound.rest;

import io.landbridge.event.EventJournal;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.fake.FakeIntentStore;
import io.landbridge.fake.FakeObservationStore;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import io.landbridge.model.Ipv4Address;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.port.in.Exposition.Page;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.core.MediaType;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.client.WebClient;
import org.apache.cxf.transport.local.LocalConduit;

/** The whole API over the real core, which runs between fake devices; requests do not leave the process. */
public final class TestApi implements AutoCloseable {
    /** The one address that the controller's machine has. */
    public static final Ipv4Address OWN_ADDRESS = Ipv4Address.parse("198.51.100.7");

    static final String ADDRESS_OF_CLIENTS = "192.0.2.7";

    private static final String ADDRESS = "local://landbridge";

    final FakeIntentStore store = new FakeIntentStore();
    final FakeHostDatabases databases = new FakeHostDatabases();
    final FakeSwitches switches = new FakeSwitches();
    public final RunningOverlay overlay = new RunningOverlay();
    public final OverlayController controller = new OverlayController(
            store,
            new FakeObservationStore(),
            databases,
            switches,
            new ControllerSettings(Optional.empty(), Duration.ofHours(1)),
            () -> Set.of(OWN_ADDRESS),
            new EventJournal(Clock.systemUTC()));
    final FakeComponents parts = new FakeComponents();
    final EventStreams streams = new EventStreams(overlay);

    /** Where the next request comes from. */
    String address = ADDRESS_OF_CLIENTS;

    private final TestAccounts accounts = new TestAccounts();
    private final Server server = serve();

    private Server serve() {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setAddress(ADDRESS);
        factory.setProviders(List.of(
                new LoginFilter(accounts),
                new KnownParameters(),
                new JsonBody(),
                new YamlBody(),
                new ProblemMapper(),
                new RefusalRecorder(overlay),
                new SecurityHeaders()));
        factory.setServiceBeanObjects(
                new HealthResource(overlay, new FailedParts(parts)),
                new FabricResource(overlay),
                new HostsResource(overlay),
                new IntentResource(overlay),
                new OpenApiResource(),
                new PlanResource(overlay),
                new EventsResource(overlay, streams),
                new MetricsResource(
                        accept -> new Page("text/plain; version=0.0.4; charset=utf-8", accept.orElse("any"))),
                new WhoResource());
        factory.getInInterceptors().add(new FromAddress(() -> address));
        return factory.create();
    }

    public TestApi start() throws IOException {
        controller.start();
        overlay.bind(controller);
        return this;
    }

    /** A request without credentials. */
    WebClient anonymous(String path) {
        WebClient client =
                WebClient.create(ADDRESS, List.of(new Contract())).path(path).accept(MediaType.APPLICATION_JSON);
        WebClient.getConfig(client).getRequestContext().put(LocalConduit.DIRECT_DISPATCH, true);
        return client;
    }

    /** A request of an account whose password is its name. */
    WebClient as(String name, String path) {
        return anonymous(path).header("Authorization", basic(name + ":" + name));
    }

    public WebClient admin(String path) {
        return as("admin", path).type(MediaType.APPLICATION_JSON);
    }

    /** Connects the host's database, its switch and a helper that has done all it was asked. */
    FakeHostDatabase connect(HostId id) {
        FakeHostDatabase database = databases.connect(id);
        switches.connect(DatapathId.of(id));
        return database;
    }

    void awaitFlows(HostId id, int count) {
        Eventually.holds(id + " has " + count + " flows", () -> flows(id) == count, controller::plans);
    }

    private int flows(HostId id) {
        try {
            return controller.host(id).status().flowsInstalled();
        } catch (NoSuchHostException notYet) {
            return -1;
        }
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    static HostId docker01() {
        return Fabrics.id(1);
    }

    @Override
    public void close() {
        server.destroy();
        streams.close();
        controller.close();
    }
}
