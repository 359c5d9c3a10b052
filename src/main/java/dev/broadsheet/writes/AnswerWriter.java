package dev.broadsheet.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.http.Preferences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a write: the body that the client prefers, warnings always, and what a rehearsal would do. */
@RequestScoped
class AnswerWriter {

    private static final byte[] NOTHING = {};

    private final ObjectMapper json;
    private final Preferences preferences;
    private final Told told;
    private final UriInfo uri;

    AnswerWriter(ObjectMapper json, Preferences preferences, Told told, UriInfo uri) {
        this.json = json;
        this.preferences = preferences;
        this.told = told;
        this.uri = uri;
    }

    /** A rehearsal is answered as the write would be, with {@code dryRun} in the body; so 204 becomes 200 there. */
    Answer write(Written written, boolean rehearsal) {
        preferences.judge(written.warnings());
        ObjectNode body = body(written);
        int status = written.made() ? 201 : body == null ? 204 : 200;
        if (rehearsal) {
            body = body == null ? JsonNodeFactory.instance.objectNode() : body;
            body.set("dryRun", dryRun(written, status));
        }
        return new Answer(status == 204 && rehearsal ? 200 : status, headers(written), bytes(body));
    }

    /** An answer that was given before. */
    Answer replayed(Answer earlier) {
        Map<String, String> headers = new TreeMap<>(earlier.headers());
        headers.put("Idempotency-Replayed", "true");
        return new Answer(earlier.status(), headers, earlier.body());
    }

    private @Nullable ObjectNode body(Written written) {
        boolean whole =
                written.body() != null && (written.quiet() ? preferences.representation() : !preferences.minimal());
        if (!whole && written.warnings().isEmpty()) {
            return null;
        }
        ObjectNode body =
                whole && written.body() != null ? written.body().get() : JsonNodeFactory.instance.objectNode();
        body.set("warnings", warnings(written.warnings()));
        return body;
    }

    private Map<String, String> headers(Written written) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (written.etag() != null) {
            headers.put(HttpHeaders.ETAG, written.etag());
        }
        if (written.location() != null) {
            headers.put(
                    HttpHeaders.LOCATION,
                    uri.getBaseUri().resolve(written.location()).toString());
        }
        String applied = preferences.applied();
        if (!applied.isEmpty()) {
            headers.put("Preference-Applied", applied);
        }
        return headers;
    }

    private ObjectNode dryRun(Written written, int status) {
        ObjectNode dryRun = JsonNodeFactory.instance.objectNode().put("status", status);
        dryRun.set("events", told.events());
        dryRun.set("diff", written.diff() == null ? null : written.diff().get());
        return dryRun;
    }

    static ArrayNode warnings(List<Warning> warnings) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Warning warning : warnings) {
            ObjectNode tree = list.addObject().put("code", warning.code());
            if (warning.pointer() != null) {
                tree.put("pointer", warning.pointer());
            }
            if (warning.line() != null) {
                tree.put("line", warning.line());
            }
            tree.put("detail", warning.detail());
        }
        return list;
    }

    private byte[] bytes(@Nullable ObjectNode body) {
        try {
            return body == null ? NOTHING : json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can always be written.", impossible);
        }
    }
}
