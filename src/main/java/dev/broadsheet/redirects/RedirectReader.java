package dev.broadsheet.redirects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a redirect as a client writes it, noting every fault. */
@ApplicationScoped
class RedirectReader {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308, Redirect.GONE);
    private static final Pattern ARTICLE = Pattern.compile("/api/articles/([^/?#]+)");

    private final Slugs slugs;
    private final ObjectMapper json;

    RedirectReader(Slugs slugs, ObjectMapper json) {
        this.slugs = slugs;
        this.json = json;
    }

    /**
     * @param current as it is answered now: what only the server decides may come back as it is there
     * @throws Invalid with everything that is wrong
     */
    RedirectEdit read(@Nullable JsonNode body, @Nullable RedirectView current) {
        List<Fault> faults = new ArrayList<>();
        Fields fields = new Fields(body == null ? json.nullNode() : body, "", faults);
        SitePath from = from(fields);
        int status = status(fields);
        Destination to = to(fields, status == Redirect.GONE);
        String note = fields.text("note", 500);
        // Answered to a write, not part of it.
        fields.has("warnings");
        rejectServerOwned(fields, current == null ? json.createObjectNode() : json.valueToTree(current));
        fields.rejectUnknown();
        if (from == null || !faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return new RedirectEdit(from, to, status, note);
    }

    /** Merge patch (RFC 7396). No member has parts that could be kept, so each is replaced as a whole. */
    RedirectEdit patch(@Nullable JsonNode patch, RedirectView current) {
        if (!(patch instanceof ObjectNode changes)) {
            throw new Invalid(Fault.at("", "wrong-type", "A merge patch of a redirect must be a JSON object."));
        }
        ObjectNode patched = json.valueToTree(current);
        patched.setAll(changes);
        return read(patched, current);
    }

    private static @Nullable SitePath from(Fields fields) {
        if (isAbsent(fields.get("from"))) {
            fields.fault("from", "required", "Say which path of the site shall lead elsewhere.");
            return null;
        }
        String text = fields.text("from", SitePath.MAX_LENGTH);
        SitePath from = text == null ? null : SitePath.parse(text).orElse(null);
        if (text != null && from == null) {
            fields.fault("from", "invalid-path", "Must be a path that begins with /, or a URL of the site.");
        } else if (from != null && from.text().length() > SitePath.MAX_LENGTH) {
            fields.fault("from", "too-long", "Must have at most 2000 characters when it is percent-encoded.");
        } else if (from != null && from.isOfTheApi()) {
            fields.fault("from", "reserved-path", "What is under /api answers for itself, also for former slugs.");
        }
        return from;
    }

    private static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isTextual() && value.textValue().isBlank();
    }

    private static int status(Fields fields) {
        Integer status = fields.integer("status", 0, 999);
        if (status != null && !STATUSES.contains(status)) {
            fields.fault("status", "invalid-status", "Takes 301, 302, 307, 308 or 410.");
        }
        return status == null ? 308 : status;
    }

    private Destination to(Fields fields, boolean gone) {
        JsonNode to = fields.get("to");
        if (gone && to != null) {
            fields.fault("to", "gone-leads-nowhere", "With status 410 there is no to: leave it out, or null.");
            return Destination.NOWHERE;
        }
        if (to == null || isAbsent(to)) {
            if (!gone) {
                fields.fault("to", "required", "Say where it leads, or send status 410 if it leads nowhere.");
            }
            return Destination.NOWHERE;
        }
        if (to.isObject()) {
            Fields parts = fields.child(to, "/to");
            if (isAbsent(parts.get("article"))) {
                parts.fault("article", "required", "Say which article, by any of its names.");
            }
            String name = parts.text("article", 200);
            parts.rejectUnknown();
            return name == null ? Destination.NOWHERE : article(fields, "/to/article", name);
        }
        if (!to.isTextual()) {
            fields.fault("to", "wrong-type", "Must be a path, a URL, or an object that names an article.");
            return Destination.NOWHERE;
        }
        String text = fields.text("to", SitePath.MAX_LENGTH);
        return text == null ? Destination.NOWHERE : place(fields, text);
    }

    private Destination place(Fields fields, String text) {
        boolean onTheSite = text.startsWith("/") && !text.startsWith("//") || isOfTheSameHost(fields, text);
        Optional<String> spelled = onTheSite ? SitePath.spell(text) : elsewhere(text);
        if (spelled.isEmpty()) {
            fields.fault("to", "invalid-target", "Must be a path that begins with one /, or an absolute http(s) URL.");
        } else if (spelled.get().length() > SitePath.MAX_LENGTH) {
            fields.fault("to", "too-long", "Must have at most 2000 characters when it is percent-encoded.");
        } else if (onTheSite) {
            Matcher article = ARTICLE.matcher(spelled.get());
            return article.matches()
                    ? article(fields, "/to", decode(article.group(1)))
                    : new Destination(spelled.get(), SitePath.parse(text).orElseThrow(), null);
        }
        return new Destination(spelled.orElse(null), null, null);
    }

    private static Optional<String> elsewhere(String text) {
        return Fields.isWebUrl(text) ? Optional.of(URI.create(text).toASCIIString()) : Optional.empty();
    }

    /** We don't know by what name the site is reached; but who copies both from the address line says it in from. */
    private static boolean isOfTheSameHost(Fields fields, String text) {
        JsonNode from = fields.get("from");
        return from != null
                && from.isTextual()
                && Fields.isWebUrl(text)
                && Fields.isWebUrl(from.textValue().strip())
                && authority(text).equals(authority(from.textValue().strip()));
    }

    private static String authority(String url) {
        return String.valueOf(URI.create(url).getAuthority()).toLowerCase(Locale.ROOT);
    }

    private Destination article(Fields fields, String pointer, String name) {
        Optional<UUID> found = name.indexOf('\0') >= 0 ? Optional.empty() : slugs.hold(name);
        if (found.isEmpty()) {
            fields.faultAt(pointer, "unknown-article", "No article goes by the name “" + name.replace("\0", "") + "”.");
        }
        return found.map(Destination::article).orElse(Destination.NOWHERE);
    }

    /** Percent-encoding alone: a plus is a plus. */
    static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void rejectServerOwned(Fields fields, ObjectNode current) {
        for (String name : List.of("id", "createdAt", "updatedAt")) {
            JsonNode sent = fields.get(name);
            if (sent != null && !sent.asText().equals(current.path(name).asText())) {
                fields.fault(name, "server-owned", "Only the server sets this. Leave it out, or send what you read.");
            }
        }
    }
}
