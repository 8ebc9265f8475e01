package io.landbridge.reconcile;

import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Rollover;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a rollover from phase to phase, each one once every host was read to have done the one before. A host that was
 * never seen carries no packets and is not waited for; one that was seen and is out of reach may, and is.
 */
final class RolloverDriver {
    private static final Logger LOG = LoggerFactory.getLogger(RolloverDriver.class);

    private final Intents intents;
    private final Predicate<HostId> isContested;

    /** The revision of the intent that each host was last read to be as it should be in. */
    private final Map<HostId, Long> inSync = new ConcurrentHashMap<>();

    /**
     * @param isContested whether two machines claim to be the host: what is read of one may not be true of the other
     */
    RolloverDriver(Intents intents, Predicate<HostId> isContested) {
        this.intents = intents;
        this.isContested = isContested;
    }

    /** Notes that a host was read to be just as that revision of the intent wants it. */
    void isInSync(HostId id, long revision) {
        inSync.put(id, revision);
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
        Intent after = intents.update(intent -> intent.equals(seen) ? intent.advanced() : intent)
                .after();
        LOG.info(
                "All hosts have done phase {} of the change of VXLAN parameters; {}",
                seen.rollover().orElseThrow().phase(),
                after.rollover().map(next -> "now " + next.phase()).orElse("it is done"));
    }

    /** What is being changed and who is waited for, one sentence. */
    String progress(Intent intent, Rollover rollover) {
        String waiting = lagging(intent);
        return "VXLAN parameters are being changed, phase " + rollover.phase()
                + (waiting.isEmpty() ? "" : ": waiting for " + waiting);
    }

    private String lagging(Intent intent) {
        return intent.joinedHosts()
                .map(Host::id)
                .filter(intent::hasBeenSeen)
                .filter(id -> inSync.getOrDefault(id, -1L) < intent.revision() || isContested.test(id))
                .map(id -> isContested.test(id) ? id + " (two machines say that they are it)" : id.value())
                .collect(Collectors.joining(", "));
    }
}
