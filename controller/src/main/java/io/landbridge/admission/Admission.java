package io.landbridge.admission;

import com.google.common.collect.ImmutableMap;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;
import io.landbridge.port.out.RefusedPeer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides for both channels which connection is which host. A claim is believed if the host is in the intent and nobody
 * else has it. If another has it, that one stays while it answers an echo; the rest of the rules is in
 * {@link HostAdmission}. Who is not in the intent is closed after a grace time, in which the host may be added.
 *
 * <p>Everything happens on the timer's one thread; every method may be called from any.
 */
public final class Admission implements AdmissionControl {
    /** Hears what was decided, from the timer's thread; must return at once. */
    public interface Listener {
        /** A conflict has begun. */
        void conflictBegan(Conflict conflict);

        /** A host's conflict has begun, is with another machine, or is over. */
        void conflictChanged(HostId host);

        /** A peer is closed that is no host of the intent. */
        void refused(RefusedPeer peer);
    }

    private static final String REMEDY = "run 'landbridge-host join CONTROLLER --name ID' on it";

    private final AdmissionTimes times;
    private final Timer timer;
    private final Listener listener;
    private final Map<Peer, PeerSession> sessions = new HashMap<>();
    private final Map<HostId, HostAdmission> admissions = new HashMap<>();
    private final Map<HostId, Conflict> conflicts = new ConcurrentHashMap<>();
    private KnownHosts known = KnownHosts.NONE;

    public Admission(AdmissionTimes times, Timer timer, Listener listener) {
        this.times = times;
        this.timer = timer;
        this.listener = listener;
    }

    /** The conflict about a host, if there is one now. */
    public Optional<Conflict> conflict(HostId id) {
        return Optional.ofNullable(conflicts.get(id));
    }

    /** The hosts of the intent, in the place of those said before. */
    public void hosts(ImmutableMap<HostId, Host> hosts) {
        soon(() -> know(new KnownHosts(hosts)));
    }

    @Override
    public void claims(Peer peer, PeerIdentity identity) {
        soon(() -> {
            forget(peer);
            PeerSession session = new PeerSession(peer, identity);
            sessions.put(peer, session);
            decide(session);
            expireLater(session);
        });
    }

    @Override
    public void closed(Peer peer) {
        soon(() -> forget(peer));
    }

    private void soon(Runnable task) {
        timer.after(Duration.ZERO, task);
    }

    private void know(KnownHosts next) {
        KnownHosts before = known;
        known = next;
        List.copyOf(admissions.keySet()).stream()
                .filter(id -> !next.contains(id))
                .forEach(this::drop);
        for (PeerSession session : List.copyOf(sessions.values())) {
            if (next.claimed(session.identity()).isPresent()) {
                decide(session);
            } else if (before.claimed(session.identity()).isPresent()) {
                expireLater(session);
            }
        }
    }

    private void drop(HostId id) {
        admissions.remove(id);
        if (conflicts.remove(id) != null) {
            listener.conflictChanged(id);
        }
    }

    private void forget(Peer peer) {
        Optional.ofNullable(sessions.remove(peer))
                .ifPresent(session -> known.claimed(session.identity())
                        .map(admissions::get)
                        .ifPresent(admission -> admission.gone(session)));
    }

    private void decide(PeerSession session) {
        known.claimed(session.identity()).ifPresent(id -> admission(id).claim(session));
    }

    private HostAdmission admission(HostId id) {
        return admissions.computeIfAbsent(
                id,
                host -> new HostAdmission(
                        host, times, timer, identity -> known.rank(host, identity), () -> conflictChanged(host)));
    }

    private void conflictChanged(HostId id) {
        Optional<Conflict> now = Optional.ofNullable(admissions.get(id)).flatMap(HostAdmission::conflict);
        Optional<Conflict> before = now.isPresent()
                ? Optional.ofNullable(conflicts.put(id, now.get()))
                : Optional.ofNullable(conflicts.remove(id));
        if (before.isEmpty()) {
            now.ifPresent(listener::conflictBegan);
        }
        listener.conflictChanged(id);
    }

    /** Closes the session after the grace time, if it is not admitted by then. */
    private void expireLater(PeerSession session) {
        timer.after(times.grace(), () -> {
            if (sessions.get(session.peer()) == session) {
                expire(session);
            }
        });
    }

    private void expire(PeerSession session) {
        Optional<HostId> host = known.claimed(session.identity());
        if (host.isEmpty()) {
            listener.refused(new RefusedPeer(
                    session.address(), stranger(session.identity().claim())));
        }
        if (host.isEmpty() || !admission(host.get()).isAdmitted(session)) {
            forget(session.peer());
            session.peer().close();
        }
    }

    private static String stranger(Claim claim) {
        if (claim instanceof Claim.Datapath datapath) {
            return "its switch has datapath id " + datapath.id()
                    + ", which no host of the fabric has: add the host, or take the controller off that bridge";
        }
        return ((Claim.Database) claim)
                .host()
                .map(id -> "it says that it is " + id + ", which is not in the fabric: add the host, or give it another"
                        + " name: " + REMEDY)
                .orElse("its database has no host id that can be one: " + REMEDY);
    }
}
