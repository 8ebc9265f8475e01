package io.landbridge.southbound.codec;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port that are not admitted yet: how many there may be, how much they may have us keep, and who
 * is told of those that are refused. A connection counts until it is admitted or gone.
 */
public final class Strangers {
    /** How many connections of one address may wait to be admitted, if nothing else is said. */
    public static final int DEFAULT_PER_ADDRESS = 16;

    /** The most that can be allowed for one address. */
    public static final int HIGHEST_PER_ADDRESS = 100_000;

    /** How many may wait in all: each costs some kilobytes and a file descriptor, of which there are 65,536. */
    static final int IN_ALL = 4096;

    /** What may be kept of all strangers together: a sixteenth of the 256 MiB that the controller runs with. */
    private static final long STRANGERS_BYTES = 16 << 20;

    /** What may be kept of all who are admitted together, half messages and rows: three eighths. */
    private static final long ADMITTED_BYTES = 96 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final String channel;
    private final Duration deadline;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Multiset<InetAddress> byAddress = ConcurrentHashMultiset.create();
    private final List<Consumer<RefusedPeer>> listeners = new CopyOnWriteArrayList<>();
    private final Cache<String, Boolean> logged = CacheBuilder.newBuilder()
            .maximumSize(1024)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final ByteBudget strangersBytes = new ByteBudget(STRANGERS_BYTES);
    private final ByteBudget admittedBytes = new ByteBudget(ADMITTED_BYTES);
    private volatile int perAddress = DEFAULT_PER_ADDRESS;

    /**
     * @param channel the protocol's name, for messages
     * @param deadline how long a connection may take to say who it is
     */
    public Strangers(String channel, Duration deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * From now on one address may have so many connections that are not admitted, 1 to {@link #HIGHEST_PER_ADDRESS};
     * another number is said in the log and changes nothing.
     */
    public void perAddress(int connections) {
        if (connections < 1 || connections > HIGHEST_PER_ADDRESS) {
            LOG.error(
                    "admission.per.address in etc/io.landbridge.cfg is no number of 1 to {}; {} stays",
                    HIGHEST_PER_ADDRESS,
                    perAddress);
        } else {
            perAddress = connections;
        }
    }

    /** Calls the listener for each connection that is refused, from that connection's own thread. */
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        listeners.add(refused);
        return () -> listeners.remove(refused);
    }

    /** Takes a connection that has just come; or closes it and takes nothing, if there are too many already. */
    public Optional<Stranger> enter(Channel connection) {
        InetAddress address = address(connection);
        if (byAddress.add(address, 1) >= perAddress) {
            return tooMany(
                    connection,
                    address,
                    "it has " + perAddress + " connections that are not admitted; admission.per.address in"
                            + " etc/io.landbridge.cfg allows more");
        }
        if (waiting.incrementAndGet() > IN_ALL) {
            waiting.decrementAndGet();
            return tooMany(connection, address, IN_ALL + " connections are not admitted in all");
        }
        return Optional.of(new Stranger(this, connection, address, deadline));
    }

    /** Takes a connection that we make ourselves, and so to one who is admitted. */
    public Stranger dialled(Channel connection, InetAddress address) {
        waiting.incrementAndGet();
        byAddress.add(address);
        Stranger known = new Stranger(this, connection, address, deadline);
        known.admit();
        return known;
    }

    private Optional<Stranger> tooMany(Channel connection, InetAddress address, String reason) {
        byAddress.remove(address);
        tell(address, reason);
        var unused = connection.close();
        return Optional.empty();
    }

    /** One that was taken is admitted or gone. */
    void left(InetAddress address) {
        byAddress.remove(address);
        waiting.decrementAndGet();
    }

    void tell(InetAddress address, String reason) {
        RefusedPeer peer = new RefusedPeer(address.getHostAddress(), channel + ": " + reason);
        if (logged.asMap().putIfAbsent(peer.address(), true) == null) {
            LOG.warn("{} is refused: {} (said once a minute)", peer.address(), peer.reason());
        }
        LOG.debug("{} is refused: {}", peer.address(), peer.reason());
        listeners.forEach(listener -> listener.accept(peer));
    }

    ByteBudget bytes(boolean admitted) {
        return admitted ? admittedBytes : strangersBytes;
    }

    private static InetAddress address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
