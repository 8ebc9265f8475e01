package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.rest.Accounts.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;
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
    private static final String SCHEME = "Basic ";
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
        ImmutableSet<Role> roles = login(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (roles.isEmpty()) {
            request.abortWith(Problem.of(401, "unauthorized", "Log in first", "name and password are missing or wrong")
                    .response()
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"landbridge\", charset=\"UTF-8\"")
                    .build());
        } else if (!roles.contains(Role.ADMIN) && !READS.contains(request.getMethod())) {
            request.abortWith(Problem.of(403, "forbidden", "Not allowed", "this account may only read")
                    .response()
                    .build());
        }
    }

    private ImmutableSet<Role> login(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return ImmutableSet.of();
        }
        String credentials;
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            credentials = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return ImmutableSet.of();
        }
        int colon = credentials.indexOf(':');
        return colon < 0
                ? ImmutableSet.of()
                : accounts.login(credentials.substring(0, colon), credentials.substring(colon + 1));
    }
}
