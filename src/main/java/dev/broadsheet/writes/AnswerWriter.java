package dev.broadsheet.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.http.Preferences;
import dev.broadsheet.kernel.http.PublicUrl;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a write: the body that the client prefers, warnings always, and what a rehearsal would do. */
@RequestScoped
class AnswerWriter {

    private static final byte[] NOTHING = {};

    private final ObjectMapper json;
    private final Preferences preferences;
    private final Told told;
    private final PublicUrl address;

    AnswerWriter(ObjectMapper json, Preferences preferences, Told told, PublicUrl address) {
        this.json = json;
        this.preferences = preferences;
        this.told = told;
        this.address = address;
    }

    /** In the form that the client prefers. */
    Answer write(Written written, boolean rehearsal) {
        boolean wanted = written.quiet() ? preferences.representation() : !preferences.minimal();
        return write(written, wanted, rehearsal);
    }

    /** Whole, whatever the client prefers. */
    Answer writeWhole(Written written, boolean rehearsal) {
        return write(written, true, rehearsal);
    }

    /** A rehearsal is answered as the write would be, with {@code dryRun} in the body; so 204 becomes 200 there. */
    private Answer write(Written written, boolean whole, boolean rehearsal) {
        preferences.judge(written.warnings());
        ObjectNode body = body(written, whole);
        int status = written.made() ? 201 : body == null ? 204 : 200;
        if (rehearsal) {
            body = body == null ? JsonNodeFactory.instance.objectNode() : body;
            body.set("dryRun", dryRun(written, status));
        }
        return new Answer(status == 204 && rehearsal ? 200 : status, headers(written), bytes(body));
    }

    private static @Nullable ObjectNode body(Written written, boolean whole) {
        Supplier<ObjectNode> view = whole ? written.body() : null;
        if (view == null && written.warnings().isEmpty()) {
            return null;
        }
        ObjectNode body = view == null ? JsonNodeFactory.instance.objectNode() : view.get();
        body.set("warnings", Written.tree(written.warnings()));
        return body;
    }

    private Map<String, String> headers(Written written) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (written.etag() != null) {
            headers.put(HttpHeaders.ETAG, written.etag());
        }
        if (written.location() != null) {
            headers.put(HttpHeaders.LOCATION, address.of(written.location()));
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

    private byte[] bytes(@Nullable ObjectNode body) {
        try {
            return body == null ? NOTHING : json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can always be written.", impossible);
        }
    }
}
