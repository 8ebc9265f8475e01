package io.landbridge.reconcile;

import io.landbridge.event.Event;
import io.landbridge.event.EventJournal;
import io.landbridge.model.HostId;
import io.landbridge.plan.ChangeSummary;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostObserver;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes into the journal what became of the hosts: only what is news, for a look every minute finds little. */
final class HostChronicle implements HostObserver {
    /** So many changes of a drift are told by name. */
    private static final int NAMED = 3;

    /** An underlay that is too small, is not, and is again is told again after that time. */
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private final Map<HostId, Page> pages = new ConcurrentHashMap<>();
    private final EventJournal journal;
    private final Clock clock;

    HostChronicle(EventJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void looked(Look look) {
        pages.computeIfAbsent(look.host(), Page::new).write(look);
    }

    @Override
    public void forgotten(HostId id) {
        pages.remove(id);
    }

    /** What was told of one host. */
    private final class Page {
        private final HostId host;
        private final Map<Condition.Type, Status> connections = new EnumMap<>(Condition.Type.class);
        private ChangeSummary changes = ChangeSummary.NONE;
        private Optional<String> refusal = Optional.empty();
        private boolean narrow;
        private Instant narrowTold = Instant.MIN;
        private boolean told;
        private final Noise noise = new Noise(clock);

        Page(HostId host) {
            this.host = host;
        }

        void write(Look look) {
            told = false;
            writeConnection(look, Condition.Type.OVSDB_CONNECTED, "OVSDB");
            writeConnection(look, Condition.Type.OPEN_FLOW_CONNECTED, "OpenFlow");
            if (look.drift()) {
                String names = ChangeSummary.names(look.changes(), NAMED);
                add(Event.Type.DRIFT_REPAIRED, ChangeSummary.of(look.changes()) + ": " + names);
            }
            writeRefusal(look);
            writeUnderlay(look);
            changes = changes.plus(ChangeSummary.of(look.changes()));
            if (look.convergedIn().isPresent()) {
                add(Event.Type.HOST_CONVERGED, "in " + look.convergedIn().get().toMillis() + " ms: " + changes);
                changes = ChangeSummary.NONE;
            } else if (!told && hasDiverged(look)) {
                add(
                        Event.Type.HOST_DIVERGED,
                        condition(look, Condition.Type.CONVERGED).message());
            }
        }

        private void writeConnection(Look look, Condition.Type type, String protocol) {
            Status now = condition(look, type).status();
            if (now == Status.UNKNOWN) {
                return;
            }
            Status before = Optional.ofNullable(connections.put(type, now)).orElse(Status.FALSE);
            if (now == Status.TRUE && before == Status.FALSE) {
                add(Event.Type.HOST_CONNECTED, "over " + protocol);
            } else if (now == Status.FALSE && before == Status.TRUE) {
                add(Event.Type.HOST_DISCONNECTED, "over " + protocol);
            }
        }

        /** What is refused again and again is told once. */
        private void writeRefusal(Look look) {
            Optional<String> before = refusal;
            refusal = look.failure()
                    .filter(failure -> failure.kind() == Kind.REFUSED)
                    .map(DeviceException::getMessage);
            refusal.filter(news -> !before.equals(refusal)).ifPresent(news -> add(Event.Type.SWITCH_REFUSED, news));
        }

        private void writeUnderlay(Look look) {
            Condition fit = condition(look, Condition.Type.HOST_FIT);
            boolean was = narrow;
            narrow = fit.reason().equals(Fitness.UNDERLAY);
            Instant now = clock.instant();
            if (narrow && !was && !narrowTold.plus(TOLD_AGAIN).isAfter(now)) {
                narrowTold = now;
                add(Event.Type.UNDERLAY_MTU_TOO_SMALL, fit.message());
            }
        }

        private void add(Event.Type type, String message) {
            told = true;
            if (noise.allows()) {
                journal.add(type, Optional.of(host), message + noise.leftOut(), Optional.empty());
            }
        }
    }

    private static boolean hasDiverged(Look look) {
        return look.before().converged()
                && !look.after().converged()
                && look.before().target() == look.after().target();
    }

    private static Condition condition(Look look, Condition.Type type) {
        return look.after().conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
