package dev.broadsheet.testkit;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes over a socket, for requests that no client library would send. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private RawHttp() {}

    /** Sends the lines with CRLF between them, and returns all that arrives until the connection ends. */
    public static String send(String... lines) {
        return send(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public static String send(byte[] request) {
        return new String(bytes(request), StandardCharsets.UTF_8);
    }

    /** Sends the lines to another port than that of the tests. */
    public static String sendTo(int port, String... lines) {
        return new String(
                bytes(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8), port), StandardCharsets.UTF_8);
    }

    /** Sends a request and returns the bytes of the response, for a response that isn't text. */
    public static byte[] bytes(String request) {
        return bytes(request.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(byte[] request) {
        return bytes(request, RestAssured.port);
    }

    private static byte[] bytes(byte[] request, int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
