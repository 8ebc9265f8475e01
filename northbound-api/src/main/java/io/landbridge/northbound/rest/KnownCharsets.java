package io.landbridge.northbound.rest;

import io.landbridge.northbound.json.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses a body in a character set that nobody knows, before JAX-RS sees it: that fails on it, and the web server then
 * answers 500.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)"
        })
public final class KnownCharsets implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> charset = Optional.ofNullable(request.getCharacterEncoding());
        if (charset.filter(name -> !isKnown(name)).isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse refusal = (HttpServletResponse) response;
        refusal.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        refusal.setContentType(Problem.MEDIA_TYPE);
        Json.write(
                Problem.of(
                        HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "'" + charset.get() + "' is no character set that is known here; send UTF-8"),
                refusal.getOutputStream());
    }

    @Override
    public void destroy() {}

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException notEvenAName) {
            return false;
        }
    }
}
