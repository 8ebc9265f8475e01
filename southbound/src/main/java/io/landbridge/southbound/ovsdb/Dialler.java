package io.landbridge.southbound.ovsdb;

import com.google.common.base.Throwables;
import io.landbridge.model.HostId;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.southbound.ovsdb.codec.Session;
import io.landbridge.southbound.ovsdb.codec.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to each endpoint that is asked for: dials again, less and less often, until it answers. */
final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Transport transport;
    private final Function<HostId, Session.Acceptor> acceptors;
    private final Map<HostId, Line> lines = new HashMap<>();

    Dialler(Transport transport, Function<HostId, Session.Acceptor> acceptors) {
        this.transport = transport;
        this.acceptors = acceptors;
    }

    /** Hangs up what is not asked for any more, and dials what is new. */
    synchronized void dial(Map<HostId, OvsdbEndpoint> endpoints) {
        lines.entrySet().removeIf(line -> {
            boolean unwanted = !line.getValue().endpoint.equals(endpoints.get(line.getKey()));
            if (unwanted) {
                line.getValue().hangUp();
            }
            return unwanted;
        });
        endpoints.forEach((host, endpoint) -> {
            if (!lines.containsKey(host)) {
                Line line = new Line(host, endpoint);
                lines.put(host, line);
                line.dial();
            }
        });
    }

    /** One endpoint, dialled for one host until it is hung up. */
    private final class Line {
        private final HostId host;
        private final OvsdbEndpoint endpoint;
        private int failures;
        private boolean isWanted = true;
        private Runnable connection = () -> {};

        Line(HostId host, OvsdbEndpoint endpoint) {
            this.host = host;
            this.endpoint = endpoint;
        }

        synchronized void dial() {
            if (isWanted) {
                Session.Acceptor acceptor = acceptors.apply(host);
                connection = transport.connect(
                        endpoint,
                        (session, rows) -> {
                            answered();
                            return acceptor.accept(session, rows);
                        },
                        this::ended);
            }
        }

        synchronized void hangUp() {
            isWanted = false;
            connection.run();
        }

        private synchronized void answered() {
            failures = 0;
        }

        private synchronized void ended(Optional<Throwable> cause) {
            if (!isWanted) {
                return;
            }
            failures++;
            if (failures == 1) {
                cause.ifPresent(failure -> LOG.warn(
                        "{}: cannot reach its database at {}: {}; dialling on. Is ovsdb-server told to listen there"
                                + " (ovs-vsctl set-manager ptcp:{}), and does the host's firewall let it in?",
                        host,
                        endpoint,
                        Throwables.getRootCause(failure).getMessage(),
                        endpoint.port()));
            }
            transport.after(pause(failures), this::dial);
        }
    }

    /** Doubles from attempt to attempt, shortened by up to a half so that hosts lost together are not dialled together. */
    private static Duration pause(int failures) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10);
        long capped = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(capped - ThreadLocalRandom.current().nextLong(capped / 2));
    }
}
