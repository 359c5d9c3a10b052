package dev.broadsheet.cache;

import dev.broadsheet.testkit.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads responses as they come over the wire, because HTTP clients decompress them and hide the encoding. */
final class RawResponse {

    private RawResponse() {}

    static byte[] get(String path, String line) {
        return send("GET", path, line);
    }

    static byte[] send(String method, String path, String line) {
        return RawHttp.bytes(
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + line + "\r\n\r\n");
    }

    static String head(byte[] response) {
        return new String(response, 0, end(response), StandardCharsets.ISO_8859_1);
    }

    static byte[] body(byte[] response) {
        return Arrays.copyOfRange(response, end(response) + 4, response.length);
    }

    /** The value of a header. */
    static String line(byte[] response, String name) {
        return Arrays.stream(head(response).split("\r\n"))
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip())
                .orElseThrow();
    }

    private static int end(byte[] response) {
        for (int i = 0; i + 3 < response.length; i++) {
            if (response[i] == '\r' && response[i + 1] == '\n' && response[i + 2] == '\r' && response[i + 3] == '\n') {
                return i;
            }
        }
        throw new AssertionError("No end of the head.");
    }
}
