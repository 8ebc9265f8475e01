package io.landbridge.southbound;

import io.landbridge.port.out.RefusedPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What strangers do to a listening port, and what is said of it. */
public final class Strangeness {
    private static final int DEADLINE_MS = 20_000;

    private final Queue<RefusedPeer> refused = new ConcurrentLinkedQueue<>();

    /** Notes a refusal. */
    public void note(RefusedPeer peer) {
        refused.add(peer);
    }

    /** What was said so far, a line a refusal. */
    public String said() {
        return refused.stream().map(RefusedPeer::reason).collect(Collectors.joining("\n"));
    }

    /** How often it was said. */
    public int times() {
        return refused.size();
    }

    /** Waits until that is said of this machine. */
    public void awaitSaid(String part) {
        Await.until(
                "it is said of 127.0.0.1: " + part + ", among:\n" + said(),
                () -> refused.stream()
                        .anyMatch(peer -> peer.address().equals("127.0.0.1")
                                && peer.reason().contains(part)));
    }

    /** Dials that port of this machine. */
    public static Socket dial(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(DEADLINE_MS);
        return socket;
    }

    /** Reads until the other side ends the connection; fails if it does not. */
    public static void awaitClosed(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("not closed", e);
        } catch (IOException reset) {
            // closed without having read all
        }
    }

    /** Sends the same piece until the other side ends the connection, so often at most; returns how often. */
    public static int flood(Socket socket, byte[] piece, int most) {
        int sent = 0;
        try {
            while (sent < most) {
                socket.getOutputStream().write(piece);
                sent++;
            }
        } catch (IOException closed) {
            return sent;
        }
        return sent;
    }

    /** Sends a byte now and then until the other side ends the connection; fails if it does not. */
    public static void trickle(Socket socket, byte[] endless) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MS);
        try {
            for (int i = 0; System.nanoTime() < end; i++) {
                socket.getOutputStream().write(endless[i % endless.length]);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException closed) {
            return;
        }
        throw new AssertionError("not closed while bytes trickle in");
    }

    /** A message with some of its bytes changed, taken away or doubled. */
    public static byte[] mutated(byte[] message, Random random) {
        byte[] changed = message.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && changed.length > 1; i++) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(3)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed = java.util.Arrays.copyOf(changed, at + 1);
                default -> {
                    byte[] longer = java.util.Arrays.copyOf(changed, changed.length + changed.length - at);
                    System.arraycopy(changed, at, longer, changed.length, changed.length - at);
                    changed = longer;
                }
            }
        }
        return changed;
    }
}
