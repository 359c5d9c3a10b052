package dev.broadsheet.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.http.PreferHeader;
import dev.broadsheet.kernel.http.PublicUrl;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the response to a write: the body by {@code Prefer}, warnings in any case, and the result of a dry run. */
@RequestScoped
class WriteResponseBuilder {

    private static final byte[] NOTHING = {};

    private final ObjectMapper json;
    private final PreferHeader preferences;
    private final RecordedEvents recordedEvents;
    private final PublicUrl publicUrl;

    WriteResponseBuilder(
            ObjectMapper json, PreferHeader preferences, RecordedEvents recordedEvents, PublicUrl publicUrl) {
        this.json = json;
        this.preferences = preferences;
        this.recordedEvents = recordedEvents;
        this.publicUrl = publicUrl;
    }

    /** With or without a body, as the {@code Prefer} header asks. */
    StoredResponse build(WriteResult writeResult, boolean isDryRun) {
        boolean wanted = writeResult.bodyOnRequest() ? preferences.representation() : !preferences.minimal();
        return build(writeResult, wanted, isDryRun);
    }

    /** With a body, whatever the {@code Prefer} header asks. */
    StoredResponse buildWithBody(WriteResult writeResult, boolean isDryRun) {
        return build(writeResult, true, isDryRun);
    }

    /** A dry run gets the same response with {@code dryRun} in the body; since that needs a body, 204 becomes 200. */
    private StoredResponse build(WriteResult writeResult, boolean whole, boolean isDryRun) {
        preferences.refuseWarningsIfStrict(writeResult.warnings());
        ObjectNode body = body(writeResult, whole);
        int status = writeResult.created() ? 201 : body == null ? 204 : 200;
        if (isDryRun) {
            body = body == null ? JsonNodeFactory.instance.objectNode() : body;
            body.set("dryRun", dryRun(writeResult, status));
        }
        Map<String, String> headers = headers(writeResult);
        status = status == 204 && isDryRun ? 200 : status;
        if (body == null || writeResult.secrets().isEmpty()) {
            return new StoredResponse(status, headers, bytes(body));
        }
        writeResult.secrets().keySet().forEach(body::putNull);
        byte[] withoutSecrets = bytes(body);
        if (!isDryRun) {
            writeResult.secrets().forEach(body::put);
        }
        return new StoredResponse(status, headers, bytes(body), withoutSecrets);
    }

    private static @Nullable ObjectNode body(WriteResult writeResult, boolean whole) {
        Supplier<ObjectNode> view = whole ? writeResult.body() : null;
        if (view == null && writeResult.warnings().isEmpty()) {
            return null;
        }
        ObjectNode body = view == null ? JsonNodeFactory.instance.objectNode() : view.get();
        body.set("warnings", WriteResult.warningsJson(writeResult.warnings()));
        return body;
    }

    private Map<String, String> headers(WriteResult writeResult) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (writeResult.etag() != null) {
            headers.put(HttpHeaders.ETAG, writeResult.etag());
        }
        if (writeResult.location() != null) {
            headers.put(HttpHeaders.LOCATION, publicUrl.of(writeResult.location()));
        }
        String applied = preferences.applied();
        if (!applied.isEmpty()) {
            headers.put("Preference-Applied", applied);
        }
        return headers;
    }

    private ObjectNode dryRun(WriteResult writeResult, int status) {
        ObjectNode dryRun = JsonNodeFactory.instance.objectNode().put("status", status);
        dryRun.set("events", recordedEvents.events());
        dryRun.set(
                "diff", writeResult.diff() == null ? null : writeResult.diff().get());
        return dryRun;
    }

    private byte[] bytes(@Nullable ObjectNode body) {
        try {
            return body == null ? NOTHING : json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can always be written.", impossible);
        }
    }
}
