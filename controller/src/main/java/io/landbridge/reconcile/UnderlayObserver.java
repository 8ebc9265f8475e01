package io.landbridge.reconcile;

import com.google.common.primitives.Ints;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Mtu;
import io.landbridge.port.out.HostDatabases.Facts;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps, with the intent, what the hosts report of their underlay, so that a restart does not have to wait for them. */
final class UnderlayObserver {
    private static final Logger LOG = LoggerFactory.getLogger(UnderlayObserver.class);
    private static final String KEY = "landbridge-underlay-mtu";

    private final Intents intents;

    UnderlayObserver(Intents intents) {
        this.intents = intents;
    }

    /** Stores the host's underlay MTU if it is news; a report that makes no sense is logged and not believed. */
    void observe(HostId id, Facts facts) {
        Integer bytes = Ints.tryParse(facts.externalIds().getOrDefault(KEY, ""));
        if (bytes == null) {
            return;
        }
        try {
            Mtu mtu = new Mtu(Math.min(bytes, Mtu.HIGHEST));
            intents.update(intent -> isNews(intent, id, mtu) ? intent.withUnderlayMtu(id, mtu) : intent);
        } catch (InvalidIntentException tooSmall) {
            LOG.warn(
                    "{} reports an underlay MTU of {}, which carries no overlay: {}", id, bytes, tooSmall.getMessage());
        } catch (IOException unstored) {
            LOG.warn("{}'s underlay MTU of {} could not be stored", id, bytes, unstored);
        }
    }

    private static boolean isNews(Intent intent, HostId id, Mtu mtu) {
        return intent.host(id).isPresent()
                && !Optional.ofNullable(intent.underlayMtus().get(id)).equals(Optional.of(mtu));
    }
}
