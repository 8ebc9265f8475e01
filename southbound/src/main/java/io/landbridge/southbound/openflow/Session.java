package io.landbridge.southbound.openflow;

import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.Reply;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection's life: hello, features, then a {@link OpenFlowSwitch} until it ends (OpenFlow 1.3.5 §6.3). */
final class Session implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int OPENFLOW_1_3 = 4;

    /** Who keeps the switches that are there. */
    interface Registry {
        /** A switch has shown who it is. */
        void joined(OpenFlowSwitch arrived);

        /** A switch that has joined is the one that it claims to be. */
        void admit(OpenFlowSwitch joined);

        /** The connection of a switch that had joined has ended. */
        void left(OpenFlowSwitch gone);
    }

    private final Connection connection;
    private final Registry registry;
    private final Requests requests;
    private boolean greeted;
    private volatile Optional<OpenFlowSwitch> joined = Optional.empty();
    private boolean ended;

    Session(Connection connection, Duration requestTimeout, Registry registry) {
        this.connection = connection;
        this.registry = registry;
        this.requests = new Requests(connection, requestTimeout);
    }

    @Override
    public void ready() {
        if (!greeted) {
            greeted = true;
            requests.send(
                    connection::hello,
                    reply -> LOG.warn("the switch at {} answers hello with {}", connection.peer(), reply),
                    this::requireJoined);
        }
    }

    /** A hello has no answer under its xid, so its time runs out even if all goes well. */
    private void requireJoined() {
        if (joined.isEmpty()) {
            refuse("it does not say who it is");
        }
    }

    @Override
    public void received(int xid, Reply reply) {
        if (reply instanceof Reply.Hello hello && joined.isEmpty()) {
            onHello(hello);
        } else {
            requests.received(xid, reply);
        }
    }

    private void onHello(Reply.Hello hello) {
        if (hello.versions().contains(OPENFLOW_1_3)) {
            requests.send(connection::features, this::onFeatures, this::requireJoined);
        } else {
            refuse("it does not speak OpenFlow 1.3 (wire version 4) but wire versions " + hello.versions()
                    + "; set protocols=OpenFlow13 on its bridge");
        }
    }

    private void onFeatures(Reply reply) {
        if (reply instanceof Reply.Features features) {
            onFeatures(features);
        } else if (reply instanceof Reply.Refusal refusal && refusal.type() == Reply.Refusal.NOT_SENT) {
            LOG.debug("connection from {} ended before it said who it is", connection.peer());
            connection.close();
        } else {
            refuse("asked who it is, it answered " + reply);
        }
    }

    private void onFeatures(Reply.Features features) {
        if (features.auxiliaryId() != 0) {
            refuse("auxiliary connection " + features.auxiliaryId() + " of switch " + features.datapathId()
                    + " is of no use to us");
            return;
        }
        join(new OpenFlowSwitch(features.datapathId(), connection, requests, registry));
    }

    /** Whoever ends a connection may be another thread than that which reads from it: none joins after its end. */
    private synchronized void join(OpenFlowSwitch arrived) {
        if (!ended) {
            joined = Optional.of(arrived);
            registry.joined(arrived);
        }
    }

    @Override
    public void idle() {
        if (joined.isEmpty()) {
            refuse("it says nothing");
            return;
        }
        requests.send(connection::echo, reply -> {}, this::giveUp);
    }

    @Override
    public void disconnected() {
        requests.close();
        end();
    }

    private synchronized void end() {
        ended = true;
        joined.ifPresent(registry::left);
    }

    private void giveUp() {
        LOG.warn("connection from {} is closed: it is silent and does not answer an echo request", connection.peer());
        connection.close();
    }

    private void refuse(String reason) {
        connection.refuse(reason);
    }
}
