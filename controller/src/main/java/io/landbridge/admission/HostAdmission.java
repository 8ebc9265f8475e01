package io.landbridge.admission;

import com.google.common.collect.ImmutableList;
import io.landbridge.admission.PeerSession.Channel;
import io.landbridge.model.HostId;
import io.landbridge.port.out.PeerIdentity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Who is taken for one host. Each channel has one session; both come from one machine. Whoever claims what another has
 * must outlast it: the other is asked for an echo, and stays if it answers.
 */
final class HostAdmission {
    private final HostId id;
    private final AdmissionTimes times;
    private final Timer timer;
    private final ToIntFunction<PeerIdentity> rank;
    private final Runnable conflictChanged;

    private final Map<Channel, PeerSession> admitted = new EnumMap<>(Channel.class);
    private final Set<PeerSession> claimants = new HashSet<>();
    private final Set<PeerSession> held = new HashSet<>();

    /** Where the database was when the switch that is admitted was: a host may have more addresses than one. */
    private String databaseOfSwitch = "";

    private Optional<Conflict> conflict = Optional.empty();
    private long attempts;

    /**
     * A host that nobody speaks for yet.
     *
     * @param rank how well a peer's address is the one that the admin named: the higher is believed
     * @param conflictChanged run when a conflict begins, ends, or is with another
     */
    HostAdmission(
            HostId id, AdmissionTimes times, Timer timer, ToIntFunction<PeerIdentity> rank, Runnable conflictChanged) {
        this.id = id;
        this.times = times;
        this.timer = timer;
        this.rank = rank;
        this.conflictChanged = conflictChanged;
    }

    Optional<Conflict> conflict() {
        return conflict;
    }

    boolean isAdmitted(PeerSession session) {
        return session.equals(admitted.get(session.channel()));
    }

    /** Takes in a session that claims to be this host; one that was taken in already is left as it is. */
    void claim(PeerSession claimant) {
        if (isAdmitted(claimant) || claimants.contains(claimant) || held.contains(claimant)) {
            return;
        }
        ImmutableList<PeerSession> rivals = rivals(claimant);
        ImmutableList<PeerSession> firm =
                rivals.stream().filter(rival -> !yields(rival, claimant)).collect(ImmutableList.toImmutableList());
        if (firm.isEmpty()) {
            rivals.forEach(this::close);
            place(claimant);
        } else {
            ask(firm, claimant);
        }
    }

    /** A session's connection is gone, or makes another claim. */
    void gone(PeerSession session) {
        claimants.remove(session);
        held.remove(session);
        admitted.remove(session.channel(), session);
    }

    /** Those that cannot be this host if the claimant is. */
    private ImmutableList<PeerSession> rivals(PeerSession claimant) {
        Stream<PeerSession> sameChannel = Stream.ofNullable(admitted.get(claimant.channel()));
        Stream<PeerSession> otherMachine = claimant.channel() == Channel.OVSDB
                ? Stream.ofNullable(admitted.get(Channel.OPEN_FLOW))
                        .filter(its -> !its.isFrom(claimant.address()) && !claimant.isFrom(databaseOfSwitch))
                : Stream.ofNullable(admitted.get(Channel.OVSDB))
                        .filter(its -> !its.isFrom(claimant.address()) && rank(claimant) == 0);
        return Stream.concat(sameChannel, otherMachine).collect(ImmutableList.toImmutableList());
    }

    /** Whether a session goes without being asked: the admin named the other's address, or one machine dials anew. */
    private boolean yields(PeerSession rival, PeerSession claimant) {
        boolean dialsAnew = rival.channel() == claimant.channel() && rival.isFrom(claimant.address());
        return rank(rival) < rank(claimant) || (rank(rival) == rank(claimant) && dialsAnew);
    }

    private int rank(PeerSession session) {
        return rank.applyAsInt(session.identity());
    }

    /** A switch waits for its host's database: only that tells which machine the host is. */
    private void place(PeerSession session) {
        if (session.channel() == Channel.OPEN_FLOW && !admitted.containsKey(Channel.OVSDB)) {
            held.add(session);
            return;
        }
        admitted.put(session.channel(), session);
        session.peer().admit(session.identity());
        if (conflict.filter(known -> session.isFrom(known.claimant())).isPresent()) {
            change(Optional.empty());
        }
        if (session.channel() == Channel.OVSDB) {
            List<PeerSession> waiting = List.copyOf(held);
            held.clear();
            waiting.forEach(this::claim);
        } else {
            databaseOfSwitch = Optional.ofNullable(admitted.get(Channel.OVSDB))
                    .map(PeerSession::address)
                    .orElse("");
        }
    }

    private void ask(List<PeerSession> rivals, PeerSession claimant) {
        claimants.add(claimant);
        rivals.forEach(rival -> rival.peer().echo(() -> timer.after(Duration.ZERO, () -> answered(rival, claimant))));
        timer.after(times.echo(), () -> unanswered(rivals, claimant));
    }

    private void answered(PeerSession rival, PeerSession claimant) {
        if (isAdmitted(rival) && claimants.remove(claimant)) {
            claimant.peer().close();
            if (!claimant.isFrom(rival.address())) {
                conflictOf(rival, claimant);
            }
        }
    }

    private void unanswered(List<PeerSession> rivals, PeerSession claimant) {
        if (claimants.remove(claimant)) {
            rivals.stream().filter(this::isAdmitted).forEach(this::close);
            claim(claimant);
        }
    }

    private void close(PeerSession session) {
        gone(session);
        session.peer().close();
    }

    /** Begins a conflict, or has it go on for as long as claimants keep trying. */
    private void conflictOf(PeerSession incumbent, PeerSession claimant) {
        attempts++;
        long attempt = attempts;
        timer.after(times.conflict(), () -> {
            if (attempts == attempt && conflict.isPresent()) {
                change(Optional.empty());
            }
        });
        change(Optional.of(new Conflict(id, incumbent.address(), claimant.address())));
    }

    private void change(Optional<Conflict> next) {
        if (!next.equals(conflict)) {
            conflict = next;
            conflictChanged.run();
        }
    }
}
