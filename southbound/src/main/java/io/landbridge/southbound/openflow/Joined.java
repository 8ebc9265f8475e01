package io.landbridge.southbound.openflow;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Subscription;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switches that have shown who they are, and which of them were admitted. Whoever decides is told under the lock, so
 * that it hears everything in order.
 */
final class Joined implements Session.Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Joined.class);

    private final Set<OpenFlowSwitch> present = new LinkedHashSet<>();
    private final Map<DatapathId, OpenFlowSwitch> admitted = new HashMap<>();
    private final List<Consumer<DatapathId>> listeners = new CopyOnWriteArrayList<>();
    private Optional<AdmissionControl> control = Optional.empty();

    synchronized Optional<OpenFlowSwitch> find(DatapathId id) {
        return Optional.ofNullable(admitted.get(id));
    }

    Subscription onChange(Consumer<DatapathId> changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    synchronized Subscription admitBy(AdmissionControl decides) {
        control = Optional.of(decides);
        present.stream().filter(this::isAdmitted).forEach(known -> decides.claims(known, known.identity()));
        present.stream()
                .filter(waiting -> !isAdmitted(waiting))
                .forEach(waiting -> decides.claims(waiting, waiting.identity()));
        return () -> leaveTo(decides);
    }

    private synchronized void leaveTo(AdmissionControl former) {
        control = control.filter(current -> current != former);
    }

    private boolean isAdmitted(OpenFlowSwitch known) {
        return known.equals(admitted.get(known.datapathId()));
    }

    @Override
    public synchronized void joined(OpenFlowSwitch arrived) {
        present.add(arrived);
        control.ifPresent(decides -> decides.claims(arrived, arrived.identity()));
    }

    @Override
    public void admit(OpenFlowSwitch joined) {
        DatapathId id = joined.datapathId();
        synchronized (this) {
            if (!present.contains(joined)) {
                return;
            }
            admitted.put(id, joined);
        }
        LOG.info("switch {} has connected from {}", id, joined.peer());
        tell(id);
    }

    @Override
    public void left(OpenFlowSwitch gone) {
        DatapathId id = gone.datapathId();
        boolean wasAdmitted;
        synchronized (this) {
            present.remove(gone);
            wasAdmitted = admitted.remove(id, gone);
            control.ifPresent(decides -> decides.closed(gone));
        }
        if (wasAdmitted) {
            LOG.info("switch {} has disconnected from {}", id, gone.peer());
            tell(id);
        }
    }

    private void tell(DatapathId id) {
        listeners.forEach(listener -> listener.accept(id));
    }
}
