package dev.broadsheet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/form-data} body: {@code new Form().file("quay.jpg", "quay.jpg", bytes).send("POST", path)}. */
public final class Form {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Another one for each form, as clients do it. */
    private final String boundary = "boundary-" + COUNT.incrementAndGet();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Form field(String name, String text) {
        return part(name, null, null, text.getBytes(UTF_8));
    }

    /** A file without a content type. */
    public Form file(String name, String fileName, byte[] bytes) {
        return part(name, fileName, null, bytes);
    }

    public Form part(String name, @Nullable String fileName, @Nullable String type, byte[] bytes) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (fileName == null ? "" : "; filename=\"" + fileName + "\"")
                        + (type == null ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    public ApiResponse send(String method, String path) {
        return send(Api.admin(), method, path);
    }

    public ApiResponse send(Api api, String method, String path) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return api.send(method, path, "multipart/form-data; boundary=" + boundary, whole.toByteArray());
    }
}
