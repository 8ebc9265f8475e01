package io.landbridge.southbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Passes connections on to a port of this machine, from a loopback address of a test's choice. */
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final String from;
    private final int target;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isCut;

    private Relay(ServerSocket server, String from, int target) {
        this.server = server;
        this.from = from;
        this.target = target;
    }

    /**
     * A relay that waits for connections.
     *
     * @param from the address that its connections seem to come from
     * @param target the port that they go to
     */
    static Relay start(String from, int target) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), from, target);
            spawn(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to dial it. */
    String endpoint() {
        return "tcp:127.0.0.1:" + server.getLocalPort();
    }

    /** How many connections have come. */
    int passed() {
        return sockets.size() / 2;
    }

    /** From now on nothing passes and no end is told, as if the machine behind it had lost its power. */
    void cutPower() {
        isCut = true;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed.countDown();
    }

    private void accept() throws IOException {
        while (true) {
            Socket caller = server.accept();
            Socket called = new Socket();
            sockets.add(caller);
            sockets.add(called);
            called.bind(new InetSocketAddress(from, 0));
            called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            spawn(() -> pass(caller, called));
            spawn(() -> pass(called, caller));
        }
    }

    private void pass(Socket in, Socket out) throws IOException, InterruptedException {
        try {
            InputStream source = in.getInputStream();
            OutputStream sink = out.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = source.read(buffer); length >= 0 && !isCut; length = source.read(buffer)) {
                sink.write(buffer, 0, length);
            }
        } finally {
            if (isCut) {
                closed.await();
            }
            in.close();
            out.close();
        }
    }

    /** What may fail because a socket was closed. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void spawn(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException ended) {
                        // the test or one of the two ends has closed it
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
