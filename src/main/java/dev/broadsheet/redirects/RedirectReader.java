package dev.broadsheet.redirects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a redirect from a request body and collects every fault. */
@ApplicationScoped
class RedirectReader {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308, Redirect.GONE);

    private final DestinationReader destinations;
    private final ObjectMapper json;

    RedirectReader(DestinationReader destinations, ObjectMapper json) {
        this.destinations = destinations;
        this.json = json;
    }

    /**
     * @param current the redirect as the API returns it now; members that only the server sets may be sent back with
     *     these values
     * @throws ValidationProblem with all faults
     */
    RedirectEdit read(@Nullable JsonNode body, @Nullable RedirectView current) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body == null ? json.nullNode() : body, "", faults);
        SitePath from = from(fields);
        int status = status(fields);
        Destination to = destinations.read(fields, status == Redirect.GONE);
        String note = fields.text("note", 500);
        // Part of a write's response; accepted and ignored.
        fields.has("warnings");
        rejectServerOwned(fields, current == null ? json.createObjectNode() : json.valueToTree(current));
        fields.rejectUnknown();
        if (from == null || !faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        return new RedirectEdit(from, to, status, note);
    }

    /** JSON Merge Patch (RFC 7396). No member has parts to merge, so each is replaced as a whole. */
    RedirectEdit patch(@Nullable JsonNode patch, RedirectView current) {
        if (!(patch instanceof ObjectNode changes)) {
            throw new ValidationProblem(
                    Fault.at("", "wrong-type", "A merge patch of a redirect must be a JSON object."));
        }
        ObjectNode patched = json.valueToTree(current);
        patched.setAll(changes);
        return read(patched, current);
    }

    private static @Nullable SitePath from(JsonFields fields) {
        if (DestinationReader.isBlank(fields.get("from"))) {
            fields.fault("from", "required", "Required: the path to redirect.");
            return null;
        }
        String text = fields.text("from", SitePath.MAX_LENGTH);
        SitePath from = text == null ? null : SitePath.parse(text).orElse(null);
        if (text != null && from == null) {
            fields.fault("from", "invalid-path", "Must be a path that begins with /, or a URL of the site.");
        } else if (from != null && from.text().length() > SitePath.MAX_LENGTH) {
            fields.fault("from", "too-long", "Must have at most 2000 characters when it is percent-encoded.");
        } else if (from != null && from.isOfTheApi()) {
            fields.fault(
                    "from",
                    "reserved-path",
                    "Paths under /api can't be redirected; the API redirects former slugs itself.");
        }
        return from;
    }

    private static int status(JsonFields fields) {
        Integer status = fields.integer("status", 0, 999);
        if (status != null && !STATUSES.contains(status)) {
            fields.fault("status", "invalid-status", "Takes 301, 302, 307, 308 or 410.");
        }
        return status == null ? 308 : status;
    }

    private static void rejectServerOwned(JsonFields fields, ObjectNode current) {
        for (String name : List.of("id", "createdAt", "updatedAt")) {
            JsonNode sent = fields.get(name);
            if (sent != null && !sent.asText().equals(current.path(name).asText())) {
                fields.fault(name, "server-owned", "Only the server sets this. Leave it out, or send what you read.");
            }
        }
    }
}
