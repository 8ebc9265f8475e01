package io.landbridge.southbound.openflow;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import io.landbridge.southbound.Strangeness;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A switch that is no more than a socket: it says what a test writes, byte for byte. */
final class RawSwitch implements AutoCloseable {
    private static final int HEADER = 8;
    private static final int DEADLINE_MS = 20_000;

    private final Socket socket;

    private RawSwitch(Socket socket) {
        this.socket = socket;
    }

    /** Dials that port of this machine and has nothing said yet. */
    static RawSwitch dial(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(DEADLINE_MS);
        return new RawSwitch(socket);
    }

    /** Goes through hello and features, as a switch of that datapath id. */
    void join(long datapathId) throws IOException {
        say("04000008 00000001");
        hear();
        features(datapathId);
    }

    /** Answers the request for features, which is the next message. */
    void features(long datapathId) throws IOException {
        String featuresRequest = hear();
        say("04060020" + featuresRequest.substring(8, 16) + String.format("%016x", datapathId)
                + "00000000 fe 00 0000 00000000 00000000");
    }

    void say(String hex) throws IOException {
        socket.getOutputStream().write(BaseEncoding.base16().lowerCase().decode(hex.replace(" ", "")));
    }

    /** Sends the same piece so often; returns how often before the connection was ended. */
    int flood(byte[] piece, int most) {
        return Strangeness.flood(socket, piece, most);
    }

    /** The next message, in hexadecimal digits; nothing if the connection was ended. */
    String hear() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return "";
        }
        int length = Ints.fromBytes((byte) 0, (byte) 0, header[2], header[3]);
        byte[] body = in.readNBytes(length - HEADER);
        return BaseEncoding.base16().lowerCase().encode(header)
                + BaseEncoding.base16().lowerCase().encode(body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
