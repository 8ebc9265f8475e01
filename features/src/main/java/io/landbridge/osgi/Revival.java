package io.landbridge.osgi;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Has parts that did not start start anew, until they do: a port that was taken may be free by then. OSGi by itself
 * tries once.
 */
@Component(
        immediate = true,
        service = {})
public final class Revival {
    private static final String OURS = "io.landbridge.";
    private static final int PAUSE_SECONDS = 10;

    private final ServiceComponentRuntime runtime;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "landbridge-revival");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Revival(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
        var unused = timer.scheduleWithFixedDelay(this::revive, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    /** Starts anew what has failed, and nothing else. */
    void revive() {
        runtime.getComponentDescriptionDTOs().stream()
                .filter(part -> part.implementationClass.startsWith(OURS))
                .filter(this::hasFailed)
                .forEach(part -> runtime.disableComponent(part).onResolve(() -> runtime.enableComponent(part)));
    }

    private boolean hasFailed(ComponentDescriptionDTO part) {
        return runtime.getComponentConfigurationDTOs(part).stream()
                .anyMatch(tried -> tried.state == ComponentConfigurationDTO.FAILED_ACTIVATION);
    }
}
