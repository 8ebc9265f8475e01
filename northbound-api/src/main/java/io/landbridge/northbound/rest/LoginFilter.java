package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.login.ThrottledException;
import io.landbridge.northbound.rest.Accounts.Role;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
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

    /** The request at hand, whichever it is. */
    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest http;

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
        if (credentials.isEmpty()) {
            request.abortWith(loginFirst());
            return;
        }
        try {
            ImmutableSet<Role> roles = accounts.login(credentials.get(), http.getRemoteAddr());
            if (roles.isEmpty()) {
                request.abortWith(loginFirst());
            } else if (!roles.contains(Role.ADMIN) && !READS.contains(request.getMethod())) {
                request.abortWith(onlyReads());
            } else {
                boolean secure =
                        "https".equals(request.getUriInfo().getRequestUri().getScheme());
                request.setSecurityContext(new Login(credentials.get().name(), roles, secure));
            }
        } catch (ThrottledException slowedDown) {
            request.abortWith(wait(slowedDown));
        }
    }

    private static Response loginFirst() {
        return Problem.of(401, "unauthorized", "Log in first", "name and password are missing or wrong")
                .response()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"landbridge\", charset=\"UTF-8\"")
                .build();
    }

    private static Response onlyReads() {
        return Problem.of(403, "forbidden", "Not allowed", "this account may only read")
                .response()
                .build();
    }

    private static Response wait(ThrottledException slowedDown) {
        return Problem.of(
                        429,
                        "throttled",
                        "Too many wrong passwords",
                        "the next is looked at in %d s".formatted(slowedDown.seconds()))
                .response()
                .header(HttpHeaders.RETRY_AFTER, Long.toString(slowedDown.seconds()))
                .build();
    }
}
