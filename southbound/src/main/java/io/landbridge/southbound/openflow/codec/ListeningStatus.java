package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.infrautils.diagstatus.DiagStatusService;
import org.opendaylight.infrautils.diagstatus.ServiceDescriptor;
import org.opendaylight.infrautils.diagstatus.ServiceRegistration;
import org.opendaylight.infrautils.diagstatus.ServiceState;
import org.opendaylight.infrautils.diagstatus.ServiceStatusSummary;

/** Whether the library listens. It tells nobody else when it cannot: its own future then never completes. */
final class ListeningStatus implements DiagStatusService {
    private final CompletableFuture<ServiceState> listening = new CompletableFuture<>();

    /** Completes once it listens or has failed to. */
    CompletableFuture<ServiceState> listening() {
        return listening;
    }

    @Override
    public void report(ServiceDescriptor descriptor) {
        descriptor
                .getErrorCause()
                .ifPresentOrElse(
                        listening::completeExceptionally, () -> listening.complete(descriptor.getServiceState()));
    }

    @Override
    public ServiceRegistration register(String service) {
        return () -> {};
    }

    @Override
    public ServiceDescriptor getServiceDescriptor(String service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<ServiceDescriptor> getAllServiceDescriptors() {
        return ImmutableList.of();
    }

    @Override
    public ServiceStatusSummary getServiceStatusSummary() {
        throw new UnsupportedOperationException();
    }
}
