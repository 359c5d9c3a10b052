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

    static String head(byte[] answer) {
        return new String(answer, 0, end(answer), StandardCharsets.ISO_8859_1);
    }

    static byte[] body(byte[] answer) {
        return Arrays.copyOfRange(answer, end(answer) + 4, answer.length);
    }

    /** The value of a header. */
    static String line(byte[] answer, String name) {
        return Arrays.stream(head(answer).split("\r\n"))
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip())
                .orElseThrow();
    }

    private static int end(byte[] answer) {
        for (int i = 0; i + 3 < answer.length; i++) {
            if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                return i;
            }
        }
        throw new AssertionError("No end of the head.");
    }
}
