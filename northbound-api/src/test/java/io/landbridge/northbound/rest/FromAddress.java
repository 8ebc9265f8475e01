package io.landbridge.northbound.rest;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** Gives requests that do not leave the process the address that a web server would see. */
final class FromAddress extends AbstractPhaseInterceptor<Message> {
    private final HttpServletRequest request;

    @SuppressWarnings("JdkObsolete") // It is what the servlet API answers with.
    FromAddress(Supplier<String> address) {
        super(Phase.RECEIVE);
        request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> address.get();
                    case "getRequestURL" -> new StringBuffer("http://landbridge/");
                    case "getPathInfo" -> "/";
                    default -> null;
                });
    }

    @Override
    public void handleMessage(Message message) {
        message.put(AbstractHTTPDestination.HTTP_REQUEST, request);
    }
}
