package io.landbridge.reconcile;

import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Rollover;
import io.landbridge.model.Rollover.Phase;
import io.landbridge.port.in.Changed;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a rollover from phase to phase, each one once every host was read to have done the one before. A host that was
 * never connected carries no packets and is not waited for; one that was and is out of reach may, and is.
 */
final class RolloverDriver {
    private static final Logger LOG = LoggerFactory.getLogger(RolloverDriver.class);

    private final Intents intents;
    private final Observations observations;
    private final Predicate<HostId> isContested;

    /** The target that each host's bridge and flows were last read to be at. */
    private final Map<HostId, Long> inSync = new ConcurrentHashMap<>();

    /**
     * @param isContested whether two machines claim to be the host: what is read of one may not be true of the other
     */
    RolloverDriver(Intents intents, Observations observations, Predicate<HostId> isContested) {
        this.intents = intents;
        this.observations = observations;
        this.isContested = isContested;
    }

    /** Notes that a host was read to have done all that the phase needs of it, under that target. */
    void isInSync(HostId id, long target) {
        inSync.put(id, target);
    }

    /**
     * Whether a host's phase is done only when its helper has done its part: before others send to a new UDP port or a
     * new VTEP, the host's firewall has to let that in. All else of a change is done by bridge and flows.
     */
    static boolean needsHelper(Intent intent, HostId id) {
        return intent.rollover()
                .filter(change -> change.phase() == Phase.ACCEPT)
                .filter(change -> !change.vxlanPort().equals(intent.fabric().vxlanPort())
                        || change.vteps().containsKey(id))
                .isPresent();
    }

    void forget(HostId id) {
        inSync.remove(id);
    }

    /** Begins the next phase, if there is a rollover and nobody is left to wait for. */
    void advance() throws IOException {
        Intent seen = intents.current();
        if (seen.rollover().isEmpty() || !lagging(seen).isEmpty()) {
            return;
        }
        Changed change = intents.update(intent -> intent.equals(seen) ? intent.advanced() : intent);
        if (change.after().equals(change.before())) {
            return;
        }
        LOG.info(
                "All hosts have done phase {} of the change of VXLAN parameters; {}",
                seen.rollover().orElseThrow().phase(),
                change.after().rollover().map(next -> "now " + next.phase()).orElse("it is done"));
    }

    /** What is being changed and who is waited for, one sentence. */
    String progress(Intent intent, Rollover rollover) {
        String waiting = lagging(intent);
        return "VXLAN parameters are being changed, phase " + rollover.phase()
                + (waiting.isEmpty() ? "" : ": waiting for " + waiting);
    }

    private String lagging(Intent intent) {
        long target = observations.target(intent).number();
        return intent.joinedHosts()
                .map(Host::id)
                .filter(observations::hasConnected)
                .filter(id -> inSync.getOrDefault(id, -1L) < target || isContested.test(id))
                .map(id -> isContested.test(id) ? id + " (two machines say that they are it)" : id.value())
                .collect(Collectors.joining(", "));
    }
}
