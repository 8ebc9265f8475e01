package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.rest.Accounts.Role;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Lets nobody past without the role that the method needs (Basic authentication, RFC 7617); health is open to all. */
@Component(service = ContainerRequestFilter.class)
@JaxrsExtension
@JaxrsName(Extensions.LOGIN)
@PreMatching
public final class LoginFilter implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final Pattern OPEN = Pattern.compile("/?health/(live|ready)");

    private final Accounts accounts;

    @Activate
    public LoginFilter(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (OPEN.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        Optional<Credentials> credentials = Credentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        ImmutableSet<Role> roles = credentials
                .map(given -> accounts.login(given.name(), given.password()))
                .orElse(ImmutableSet.of());
        if (roles.isEmpty()) {
            request.abortWith(Problem.of(401, "unauthorized", "Log in first", "name and password are missing or wrong")
                    .response()
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"landbridge\", charset=\"UTF-8\"")
                    .build());
        } else if (!roles.contains(Role.ADMIN) && !READS.contains(request.getMethod())) {
            request.abortWith(Problem.of(403, "forbidden", "Not allowed", "this account may only read")
                    .response()
                    .build());
        } else {
            boolean secure = request.getSecurityContext().isSecure();
            request.setSecurityContext(new Login(credentials.orElseThrow().name(), roles, secure));
        }
    }
}
