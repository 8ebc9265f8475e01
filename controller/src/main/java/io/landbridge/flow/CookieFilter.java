package io.landbridge.flow;

/**
 * Selects flows by the bits of their cookie, as a flow-stats request does (OpenFlow 1.3.5 §7.3.5.2).
 *
 * @param value what the bits must be; zero wherever the mask is
 * @param mask the bits looked at; zero selects every flow
 */
public record CookieFilter(long value, long mask) {
    public static final CookieFilter ALL = new CookieFilter(0, 0);

    /** The one cookie. */
    public static CookieFilter exactly(Cookie cookie) {
        return new CookieFilter(cookie.value(), -1L);
    }

    public boolean matches(Cookie cookie) {
        return (cookie.value() & mask) == value;
    }
}
