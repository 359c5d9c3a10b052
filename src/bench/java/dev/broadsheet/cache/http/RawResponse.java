package dev.broadsheet.cache.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response as it came over the wire, including header names and their order. The bare server repeats it.
 *
 * @param headers names and values; a chunked body gets a Content-Length instead
 */
public record RawResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    /** A keep-alive connection that sends one request after the other. */
    public static final class KeepAliveConnection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        public KeepAliveConnection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        public RawResponse get(String path, Map<String, String> headers) throws IOException {
            return ask("GET", path, headers, "");
        }

        /** @param body ASCII */
        public RawResponse ask(String method, String path, Map<String, String> headers, String body)
                throws IOException {
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            if (!body.isEmpty()) {
                request.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            request.append("\r\n").append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return read();
        }

        private RawResponse read() throws IOException {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String name = line.substring(0, line.indexOf(':'));
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (name.equalsIgnoreCase("transfer-encoding")) {
                    chunked = true;
                    continue;
                }
                if (name.equalsIgnoreCase("content-length")) {
                    length = Integer.parseInt(value);
                }
                headers.add(Map.entry(name, value));
            }
            if (chunked) {
                byte[] body = chunks();
                headers.add(Map.entry("content-length", Integer.toString(body.length)));
                return new RawResponse(status, headers, body);
            }
            return new RawResponse(status, headers, status == 304 ? new byte[0] : exactly(length));
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (true) {
                int length = Integer.parseInt(line().strip(), 16);
                all.write(exactly(length));
                line();
                if (length == 0) {
                    return all.toByteArray();
                }
            }
        }

        private byte[] exactly(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException();
                }
                if (octet != '\r') {
                    line.append((char) octet);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(status);
        out.writeInt(headers.size());
        for (var header : headers) {
            out.writeUTF(header.getKey());
            out.writeUTF(header.getValue());
        }
        out.writeInt(body.length);
        out.write(body);
    }

    public static RawResponse read(DataInputStream in) throws IOException {
        int status = in.readInt();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(Map.entry(in.readUTF(), in.readUTF()));
        }
        return new RawResponse(status, headers, in.readNBytes(in.readInt()));
    }
}
