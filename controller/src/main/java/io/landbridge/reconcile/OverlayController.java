package io.landbridge.reconcile;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.admission.Admission;
import io.landbridge.admission.AdmissionTimes;
import io.landbridge.event.Actor;
import io.landbridge.event.Event;
import io.landbridge.event.EventFeed;
import io.landbridge.event.EventJournal;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.JoinCommand;
import io.landbridge.model.Mtu;
import io.landbridge.model.Rollover.Phase;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.FlowView;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.Preview;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostObserver;
import io.landbridge.port.out.IntentStore;
import io.landbridge.port.out.ObservationStore;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The controller: takes intent in by its use cases and keeps every host to it. */
public final class OverlayController implements Overlay, AutoCloseable {
    /** Workers wait for devices most of their time, so there may be more of them than processors. */
    private static final int WORKERS = 8;

    private static final Backoff AFTER_CHANGE = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(30));
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** A host that seems converged is looked at so often: what its monitor shows is compared, its flows are counted. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(4);

    private final Supplier<Set<Ipv4Address>> ownAddresses;
    private final EventJournal journal;
    private final IntentChronicle chronicle;
    private final Intents intents;
    private final Observations observations;
    private final HostDatabases databases;
    private final Switches switches;
    private final StatusBoard board;
    private final Inspection inspection;
    private final ReconcileQueue queue;
    private final AdmissionThread admissionThread = new AdmissionThread();
    private final AdmissionChronicle strangers;
    private final Admission admission;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /**
     * A controller that does nothing before {@link #start}.
     *
     * @param ownAddresses the addresses of the machine that the controller runs on, asked for at each change
     * @param journal where what happens is written
     */
    public OverlayController(
            IntentStore store,
            ObservationStore observationStore,
            HostDatabases databases,
            Switches switches,
            ControllerSettings settings,
            Supplier<Set<Ipv4Address>> ownAddresses,
            EventJournal journal) {
        this.ownAddresses = ownAddresses;
        this.journal = journal;
        this.chronicle = new IntentChronicle(journal);
        Clock clock = Clock.systemUTC();
        DesiredState desiredState =
                new DesiredState(settings, () -> switches.listening().port());
        this.databases = databases;
        this.switches = switches;
        this.intents = new Intents(store, clock, this::changed);
        this.observations = new Observations(observationStore, intents::current, clock, this::mtuChanged);
        this.board = new StatusBoard(clock);
        board.observe(new HostChronicle(journal, clock));
        this.inspection = new Inspection(databases, switches, desiredState);
        this.strangers = new AdmissionChronicle(journal, clock, AdmissionChronicle.ADDRESSES, this::look);
        this.admission = new Admission(AdmissionTimes.DEFAULT, admissionThread, strangers);
        HostReconciler reconciler = new HostReconciler(
                intents,
                observations,
                databases,
                switches,
                desiredState,
                new FlowSync(settings.auditInterval(), clock),
                board,
                admission::conflict);
        Duration check = Comparators.min(settings.auditInterval(), CHECK_INTERVAL);
        this.queue = new ReconcileQueue(reconciler::reconcile, WORKERS, AFTER_CHANGE, AFTER_FAILURE, check);
    }

    /**
     * Reads the stored intent and begins to keep the hosts to it.
     *
     * @throws IOException if the stored intent cannot be used; then nothing is changed on any host, and
     *     {@link #missing} says why
     */
    public void start() throws IOException {
        Intent intent = intents.load();
        observations.load();
        chronicle.started(intent);
        subscriptions.add(databases.onChange(queue::add));
        subscriptions.add(switches.onChange(this::switchChanged));
        subscriptions.add(switches.onListening(this::lookAtAll));
        subscriptions.add(databases.onRefusal(strangers::refused));
        subscriptions.add(switches.onRefusal(strangers::refused));
        carryOut(Intent.EMPTY, intent);
        subscriptions.add(databases.admitBy(admission));
        subscriptions.add(switches.admitBy(admission));
    }

    /** Stops after the work in hand, and takes no change any more; hosts and their flows stay as they are. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::cancel);
        admissionThread.close();
        queue.close();
        intents.close();
    }

    /** Tells the observer of every look at a host from now on. */
    public Subscription observe(HostObserver observer) {
        return board.observe(observer);
    }

    @Override
    public Intent intent() {
        return intents.current();
    }

    @Override
    public <E extends Exception> Changed change(Actor actor, IntentChange<E> change) throws E, IOException {
        return intents.update(Optional.of(actor), admitted(change));
    }

    @Override
    public <E extends Exception> Preview preview(IntentChange<E> change) throws E {
        Intent before = intents.current();
        Intent after = admitted(change).applyTo(before);
        return new Preview(new Changed(before, after), plans(after));
    }

    @Override
    public ImmutableList<HostView> hosts() {
        return intents.current().hosts().values().stream().map(this::view).collect(ImmutableList.toImmutableList());
    }

    @Override
    public HostView host(HostId id) throws NoSuchHostException {
        return view(find(id));
    }

    @Override
    public HostView putHost(Actor actor, HostRequest request) throws IOException {
        Intent after = change(actor, IntentChange.putHost(request)).after();
        return view(after.host(request.id()).orElseThrow());
    }

    @Override
    public Plan plan(HostId id) throws NoSuchHostException {
        return inspection.plan(observations.target(intents.current()), find(id));
    }

    @Override
    public ImmutableList<Plan> plans() {
        return plans(intents.current());
    }

    @Override
    public ImmutableList<FlowView> flows(HostId id) throws NoSuchHostException, DeviceException {
        return inspection.flows(intents.current(), find(id));
    }

    @Override
    public void refused(Actor actor, Optional<HostId> host, String reason) {
        chronicle.refused(actor, host, reason);
    }

    @Override
    public ImmutableList<Event> events(Optional<HostId> host, int limit) {
        return journal.latest(event -> host.isEmpty() || event.host().equals(host), limit);
    }

    @Override
    public EventFeed follow(OptionalLong after, Optional<HostId> host, Runnable wake) {
        return journal.follow(after, host, wake);
    }

    @Override
    public ImmutableList<String> missing() {
        return Stream.of(
                        intents.refusal(),
                        intents.unstored().map(why -> "changes cannot be stored: " + why),
                        observations
                                .unstored()
                                .map(why ->
                                        "what hosts report is not stored, and holds until the next" + " start: " + why),
                        switches.listening().refusal())
                .flatMap(Optional::stream)
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * The change, unless its fabric would swallow the controller: hosts take all of it for their own network. What only
     * takes hosts away is always admitted.
     */
    private <E extends Exception> IntentChange<E> admitted(IntentChange<E> change) {
        return before -> {
            Intent after = change.applyTo(before);
            requireNoOvertaking(before, after);
            boolean onlyTakesAway = after.fabric().equals(before.fabric())
                    && after.joinedHosts()
                            .allMatch(host -> before.host(host.id()).equals(Optional.of(host)));
            if (!onlyTakesAway) {
                requireControllerOutside(after.fabric().cidr());
            }
            return after;
        };
    }

    /** A change of the tunnels must not overtake another that is past its first phase. */
    private static void requireNoOvertaking(Intent before, Intent after) {
        before.rollover()
                .filter(running -> running.phase() != Phase.ACCEPT && after.tunnelsDifferFrom(before))
                .ifPresent(running -> {
                    throw new ConflictException(
                            "another change of vni, vxlanPort or a vtep is on its way: wait until all hosts have converged");
                });
    }

    private void requireControllerOutside(Ipv4Prefix cidr) {
        ownAddresses.get().stream().filter(cidr::contains).findFirst().ifPresent(own -> {
            throw new InvalidIntentException(
                    "cidr", cidr + " contains the controller's own address " + own + ": choose another range");
        });
    }

    private ImmutableList<Plan> plans(Intent intent) {
        Target target = observations.target(intent);
        return intent.hosts().values().stream()
                .map(host -> inspection.plan(target, host))
                .filter(plan -> !plan.isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    /** Hosts are brought to what is stored, whatever becomes of the telling. */
    private void changed(Intent before, Intent after, Optional<Actor> actor) {
        board.targetChanged();
        try {
            chronicle.changed(observations.target(before), observations.target(after), actor);
            observations.keep(after);
        } finally {
            carryOut(before, after);
        }
    }

    private void mtuChanged(HostId by, Mtu before, Mtu after) {
        board.targetChanged();
        chronicle.mtuChanged(by, before, after);
        lookAtAll();
    }

    private void lookAtAll() {
        intents.current().hosts().keySet().forEach(queue::add);
    }

    /** A change of one host is a change for all: each is a peer of every other. */
    private void carryOut(Intent before, Intent after) {
        admission.hosts(after.hosts());
        databases.dial(after.hosts().values().stream()
                .filter(host -> host.ovsdb().isPresent())
                .collect(ImmutableMap.toImmutableMap(
                        Host::id, host -> host.ovsdb().orElseThrow())));
        before.hosts().keySet().stream()
                .filter(id -> !after.hosts().containsKey(id))
                .forEach(queue::add);
        after.hosts().keySet().forEach(queue::add);
    }

    private void look(HostId id) {
        queue.add(id);
    }

    private void switchChanged(DatapathId datapath) {
        intents.current().hosts().keySet().stream()
                .filter(id -> DatapathId.of(id).equals(datapath))
                .forEach(queue::add);
    }

    private Host find(HostId id) throws NoSuchHostException {
        return intents.current().host(id).orElseThrow(() -> new NoSuchHostException(id));
    }

    @Override
    public HostView view(Host host) {
        Intent intent = intents.current();
        return new HostView(
                host, board.of(host.id(), observations.target(intent).number()), JoinCommand.of(intent, host));
    }
}
