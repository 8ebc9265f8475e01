package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.RunningOverlay;
import java.util.Set;
import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * The REST API as one application, so that no resource can ever be served without the login in front of it. It takes
 * the place of the whiteboard's default application: an unknown path is answered like every other error.
 */
@Component(service = Application.class)
@JaxrsName(".default")
@JaxrsApplicationBase("/")
public final class RestApi extends Application {
    private final ImmutableSet<Object> parts;

    @Activate
    public RestApi(@Reference RunningOverlay overlay, @Reference Accounts accounts) {
        parts = ImmutableSet.of(
                new LoginFilter(accounts),
                new JsonBody(),
                new ProblemMapper(),
                new HealthResource(overlay),
                new FabricResource(overlay),
                new HostsResource(overlay),
                new PlanResource(overlay));
    }

    @Override
    public Set<Object> getSingletons() {
        return parts;
    }
}
