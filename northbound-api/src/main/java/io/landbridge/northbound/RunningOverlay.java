package io.landbridge.northbound;

import com.google.common.collect.ImmutableList;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.UnavailableException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The way to the use cases while the controller runs, and a clear answer while it does not. */
@Component(service = RunningOverlay.class)
public final class RunningOverlay {
    private static final String NOT_RUNNING = "the controller is not running: it is starting or stopping, or one of its"
            + " parts did not start; /health/ready and data/log/karaf.log tell which";

    private final AtomicReference<@Nullable Overlay> overlay = new AtomicReference<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Overlay controller) {
        overlay.set(controller);
    }

    /** Called by OSGi too, by its name. */
    public void unbind(Overlay controller) {
        overlay.compareAndSet(controller, null);
    }

    /**
     * The use cases.
     *
     * @throws UnavailableException if the controller is not running
     */
    public Overlay get() {
        Overlay running = overlay.get();
        if (running == null) {
            throw new UnavailableException(NOT_RUNNING);
        }
        return running;
    }

    /** Whether these are the use cases of the controller that runs. */
    public boolean isRunning(Overlay controller) {
        return overlay.get() == controller;
    }

    /** What the controller lacks to do its work, one sentence each; empty if nothing. */
    public ImmutableList<String> missing() {
        Overlay running = overlay.get();
        return running == null ? ImmutableList.of(NOT_RUNNING) : running.missing();
    }
}
