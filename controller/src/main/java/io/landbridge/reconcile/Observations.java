package io.landbridge.reconcile;

import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import io.landbridge.model.Observed;
import io.landbridge.port.out.ObservationStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is accepted of the hosts' reports. A report never lowers the MTU of a fabric that has one: only people do. What
 * is accepted is stored; where that fails it holds all the same, for it can be found out again.
 */
final class Observations {
    /** How long a host has to report the same underlay MTU before it takes the place of the one accepted. */
    static final Duration HOLD_DOWN = Duration.ofSeconds(60);

    /** Between two attempts to store what could not be stored. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

    /** Is told when a host's report has changed the fabric's MTU. */
    @FunctionalInterface
    interface Listener {
        void mtuChanged(HostId by, Mtu before, Mtu after);
    }

    /** What is accepted, and how often a report has changed the fabric's MTU. */
    private record State(Observed observed, long mtuChanges) {}

    /** A report that waits, and since when the host has made it. */
    private record Pending(Mtu underlay, Instant since) {}

    private final ObservationStore store;
    private final Supplier<Intent> intent;
    private final Clock clock;
    private final Listener listener;
    private final Map<HostId, Pending> pending = new HashMap<>();
    private volatile State state = new State(Observed.NOTHING, 0);
    private Optional<String> failure = Optional.empty();
    private Instant lastAttempt = Instant.MIN;

    /**
     * None until {@link #load}.
     *
     * @param intent the intent in force
     */
    Observations(ObservationStore store, Supplier<Intent> intent, Clock clock, Listener listener) {
        this.store = store;
        this.intent = intent;
        this.clock = clock;
        this.listener = listener;
    }

    /** Reads what is stored of the intent's hosts, and stores it anew; what cannot be used is made again. */
    synchronized void load() {
        Observed stored = Observed.NOTHING;
        try {
            stored = store.load();
        } catch (IOException unusable) {
            LOG.warn("What hosts have shown is found out anew: {}", unusable.getMessage());
        }
        state = new State(stored.of(intent.get().hosts().keySet()), 0);
        save();
    }

    /** Whether the host was ever connected. */
    boolean hasConnected(HostId id) {
        return state.observed().hasConnected(id);
    }

    /** What hosts are brought to under that intent. */
    Target target(Intent under) {
        State now = state;
        return new Target(under, now.observed().fabricMtu(under), under.revision() + now.mtuChanges());
    }

    /** Forgets the hosts that the intent does not have. */
    synchronized void keep(Intent after) {
        pending.keySet().retainAll(after.hosts().keySet());
        become(state.observed().of(after.hosts().keySet()), 0);
    }

    /** Takes in that the host is connected, and the underlay MTU that it reports, if it reports one. */
    void observe(HostId id, Optional<Mtu> underlay) {
        Mtu before;
        Mtu after;
        synchronized (this) {
            Intent now = intent.get();
            if (now.host(id).isEmpty()) {
                return;
            }
            unstored();
            if (underlay.isEmpty()) {
                pending.remove(id);
            }
            Observed connected = state.observed().withConnected(id);
            Observed next = underlay.filter(reported -> isAccepted(now, id, reported))
                    .map(reported -> connected.withUnderlayMtu(id, reported))
                    .orElse(connected);
            before = connected.fabricMtu(now);
            after = next.fabricMtu(now);
            become(next, after.equals(before) ? 0 : 1);
        }
        if (!after.equals(before)) {
            listener.mtuChanged(id, before, after);
        }
    }

    /** A host's first report is accepted at once, another one when it has lasted; never one that lowers the fabric's MTU. */
    private boolean isAccepted(Intent now, HostId id, Mtu reported) {
        Observed current = state.observed();
        Optional<Mtu> accepted = current.underlayMtu(id);
        boolean lowers = current.smallest(now).isPresent()
                && current.withUnderlayMtu(id, reported).fabricMtu(now).compareTo(current.fabricMtu(now)) < 0;
        if (lowers || accepted.equals(Optional.of(reported))) {
            pending.remove(id);
            return false;
        }
        if (accepted.isPresent() && !hasLasted(id, reported)) {
            return false;
        }
        pending.remove(id);
        return true;
    }

    private boolean hasLasted(HostId id, Mtu reported) {
        Pending waiting = pending.get(id);
        if (waiting == null || !waiting.underlay().equals(reported)) {
            pending.put(id, new Pending(reported, clock.instant()));
            return false;
        }
        return !waiting.since().plus(HOLD_DOWN).isAfter(clock.instant());
    }

    /** Why what was accepted is not stored, after another attempt if the last was a while ago; empty if it is. */
    synchronized Optional<String> unstored() {
        if (failure.isPresent() && !lastAttempt.plus(PAUSE).isAfter(clock.instant())) {
            save();
        }
        return failure;
    }

    private void become(Observed next, int mtuChanges) {
        State before = state;
        if (!next.equals(before.observed())) {
            state = new State(next, before.mtuChanges() + mtuChanges);
            save();
        }
    }

    private void save() {
        lastAttempt = clock.instant();
        try {
            store.save(state.observed());
            failure = Optional.empty();
        } catch (IOException unwritten) {
            failure = Optional.of(String.valueOf(unwritten.getMessage()));
            LOG.warn("What hosts have shown is not stored: {}", unwritten.getMessage());
        }
    }
}
