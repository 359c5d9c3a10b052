package dev.broadsheet.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A client for the API: {@code Api.admin().post("/api/articles", body)}. Paths are sent exactly as written, so a test
 * that needs an encoded character writes it encoded.
 */
public final class Api {

    /** The key that the tests start the app with. */
    public static final String ADMIN_KEY = "admin-key-of-the-tests";

    private final UnaryOperator<RequestSpecification> customize;

    private Api(UnaryOperator<RequestSpecification> dress) {
        this.customize = dress;
    }

    public static Api anonymous() {
        return new Api(request -> request.urlEncodingEnabled(false).redirects().follow(false));
    }

    public static Api admin() {
        return with(ADMIN_KEY);
    }

    public static Api with(String key) {
        return anonymous().header("Authorization", "Bearer " + key);
    }

    /** The same client with one more header. */
    public Api header(String name, String value) {
        return new Api(request -> customize.apply(request).header(name, value));
    }

    public Api accept(String type) {
        return header("Accept", type);
    }

    public ApiResponse get(String path) {
        return send("GET", path, null, null);
    }

    public ApiResponse head(String path) {
        return send("HEAD", path, null, null);
    }

    public ApiResponse delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Sends a JSON body. */
    public ApiResponse post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public ApiResponse put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public ApiResponse patch(String path, String json) {
        return send("PATCH", path, "application/merge-patch+json", json);
    }

    /** Sends any request. The body is text or bytes. */
    public ApiResponse send(String method, String path, @Nullable String type, @Nullable Object body) {
        RequestSpecification request = customize.apply(given());
        if (type != null) {
            request.config(bytesAs(type)).header("Content-Type", type);
        }
        if (body != null) {
            request.body(body instanceof byte[] bytes ? bytes : body.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new ApiResponse(request.request(method, path));
    }

    /** REST Assured only encodes types that it knows and adds a charset to them; this sends the bytes unchanged. */
    private static RestAssuredConfig bytesAs(String type) {
        return RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(type, ContentType.BINARY));
    }
}
