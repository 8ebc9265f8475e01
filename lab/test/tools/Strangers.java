import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Does to a controller's OVSDB or OpenFlow port what no host does. Prints what came of it; fails only if it was let do
 * what it must not. Ends by itself.
 *
 * <p>java Strangers.java HOST PORT large MEGABYTES | silent CONNECTIONS | allowed CONNECTIONS | malformed MESSAGES SEED
 */
final class Strangers {
    private static final int MEGABYTE = 1_000_000;
    private static final int TIMEOUT_MS = 20_000;
    private static final int MESSAGES_A_CONNECTION = 20;

    private static final byte[][] GOOD = {
        ascii("{\"id\":\"0\",\"error\":null,\"result\":{\"Open_vSwitch\":{\"u\":{\"new\":{\"external_ids\":[\"map\",[]]}}}}}"),
        ascii("{\"method\":\"update\",\"id\":null,\"params\":[\"landbridge\",{\"Bridge\":{\"u\":{\"new\":{}}}}]}"),
        ascii("{\"method\":\"echo\",\"id\":\"echo\",\"params\":[]}"),
        {4, 0, 0, 16, 0, 0, 0, 1, 0, 1, 0, 8, 0, 0, 0, 16},
        {4, 2, 0, 12, 0, 0, 0, 1, 1, 2, 3, 4},
        {4, 1, 0, 12, 0, 0, 0, 1, 0, 1, 0, 1},
        {4, 6, 0, 32, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0, (byte) 254, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {4, 19, 0, 24, 0, 0, 0, 2, 0, 1, 0, 1, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0},
    };

    private final InetSocketAddress controller;

    private Strangers(InetSocketAddress controller) {
        this.controller = controller;
    }

    public static void main(String[] arguments) throws IOException {
        var strangers = new Strangers(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
        int count = Integer.parseInt(arguments[3]);
        boolean held =
                switch (arguments[2]) {
                    case "large" -> strangers.large(count);
                    case "silent" -> strangers.silent(count);
                    case "allowed" -> strangers.allowed(count);
                    case "malformed" -> strangers.malformed(count, Long.parseLong(arguments[4]));
                    default -> throw new IllegalArgumentException(arguments[2]);
                };
        System.exit(held ? 0 : 1);
    }

    /** One message that never ends; true if the connection was closed before all of it was sent. */
    private boolean large(int megabytes) throws IOException {
        byte[] piece = new byte[MEGABYTE];
        Arrays.fill(piece, (byte) 'x');
        int sent = 0;
        try (Socket socket = dial()) {
            socket.getOutputStream().write(ascii("{\"a\":\""));
            while (sent < megabytes) {
                socket.getOutputStream().write(piece);
                sent++;
            }
        } catch (IOException closed) {
            System.out.println("closed after " + sent + " of " + megabytes + " MB");
        }
        return sent < megabytes;
    }

    /** Connections that say nothing, all at once; true if each is closed in time. */
    private boolean silent(int connections) {
        List<Socket> sockets = new ArrayList<>();
        int refused = 0;
        int open = 0;
        for (int i = 0; i < connections; i++) {
            try {
                sockets.add(dial());
            } catch (IOException notAccepted) {
                refused++;
            }
        }
        for (Socket socket : sockets) {
            try (socket) {
                socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.net.SocketTimeoutException stillOpen) {
                open++;
            } catch (IOException reset) {
                // closed with what it had to say unread
            }
        }
        System.out.println(connections + " dialled, " + refused + " not taken, " + open + " left open");
        return open == 0;
    }

    /** So many connections and one more; true if all are spoken to but the last, which is closed at once. */
    private boolean allowed(int connections) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            boolean taken = true;
            for (int i = 0; i < connections; i++) {
                sockets.add(dial());
                taken &= sockets.get(i).getInputStream().read() >= 0;
            }
            sockets.add(dial());
            return taken & sockets.get(connections).getInputStream().read() < 0;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Messages with some bytes changed, some to a connection; true whatever becomes of them. */
    private boolean malformed(int messages, long seed) {
        Random random = new Random(seed);
        int closed = 0;
        for (int sent = 0; sent < messages; sent += MESSAGES_A_CONNECTION) {
            try (Socket socket = dial()) {
                for (int i = 0; i < MESSAGES_A_CONNECTION; i++) {
                    socket.getOutputStream().write(changed(GOOD[random.nextInt(GOOD.length)], random));
                }
            } catch (IOException refused) {
                closed++;
            }
        }
        System.out.println(messages + " sent with seed " + seed + ", " + closed + " connections closed meanwhile");
        return true;
    }

    private static byte[] changed(byte[] message, Random random) {
        byte[] changed = Arrays.copyOf(message, random.nextInt(4) == 0 ? random.nextInt(message.length) + 1 : message.length);
        for (int i = random.nextInt(4); i > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(controller, TIMEOUT_MS);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
