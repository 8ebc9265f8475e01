package io.landbridge.reconcile;

import io.landbridge.admission.Admission;
import io.landbridge.admission.Conflict;
import io.landbridge.event.Event;
import io.landbridge.event.EventJournal;
import io.landbridge.model.HostId;
import io.landbridge.port.out.RefusedPeer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes into the journal who was refused: a conflict about a host once, anybody else once a minute and address, however
 * often it tries.
 */
final class AdmissionChronicle implements Admission.Listener {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** How many addresses are remembered. */
    static final int ADDRESSES = 1_024;

    private final EventJournal journal;
    private final Clock clock;
    private final int addresses;
    private final Consumer<HostId> changed;

    /** By address, those longest untold first; of more addresses than that the first are forgotten. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    /** When an address was last told of, and how often it was refused since. */
    private record Told(Instant when, int since) {}

    /**
     * @param addresses how many are remembered
     * @param changed is given each host whose conflict has changed
     */
    AdmissionChronicle(EventJournal journal, Clock clock, int addresses, Consumer<HostId> changed) {
        this.journal = journal;
        this.clock = clock;
        this.addresses = addresses;
        this.changed = changed;
    }

    @Override
    public void conflictBegan(Conflict conflict) {
        journal.add(Event.Type.IDENTITY_CONFLICT, Optional.of(conflict.host()), conflict.message(), Optional.empty());
    }

    @Override
    public void conflictChanged(HostId host) {
        changed.accept(host);
    }

    @Override
    public synchronized void refused(RefusedPeer peer) {
        Instant now = clock.instant();
        Told before = told.get(peer.address());
        if (before != null && now.isBefore(before.when().plus(PAUSE))) {
            told.replace(peer.address(), new Told(before.when(), before.since() + 1));
            return;
        }
        told.remove(peer.address());
        told.put(peer.address(), new Told(now, 0));
        if (told.size() > addresses) {
            told.remove(told.keySet().iterator().next());
        }
        String repeated = before == null || before.since() == 0
                ? ""
                : "; so were " + before.since() + " others from there since it was last told";
        journal.add(
                Event.Type.PEER_REFUSED,
                Optional.empty(),
                "a connection from " + peer.address() + " is closed: " + peer.reason() + repeated,
                Optional.empty());
    }
}
