package dev.broadsheet.redirects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.kernel.json.JsonFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the member {@code to} of a redirect: a path, a URL, or an article, which may also be given by its path or URL
 * in the API.
 */
@ApplicationScoped
class DestinationReader {

    private static final Pattern ARTICLE = Pattern.compile("/api/articles/([^/?#]+)");

    private final Slugs slugs;

    DestinationReader(Slugs slugs) {
        this.slugs = slugs;
    }

    /** @param gone whether the redirect has status 410 */
    Destination read(JsonFields redirect, boolean gone) {
        JsonNode to = redirect.get("to");
        if (gone) {
            if (to != null) {
                redirect.fault("to", "gone-leads-nowhere", "With status 410 there is no to: leave it out, or null.");
            }
            return Destination.NOWHERE;
        }
        if (to == null || isBlank(to)) {
            redirect.fault("to", "required", "Required, unless status is 410.");
            return Destination.NOWHERE;
        }
        if (to.isObject()) {
            return article(redirect, redirect.child(to, "/to"));
        }
        if (!to.isTextual()) {
            redirect.fault("to", "wrong-type", "Must be a path, a URL, or an object that names an article.");
            return Destination.NOWHERE;
        }
        String text = redirect.text("to", SitePath.MAX_LENGTH);
        return text == null ? Destination.NOWHERE : place(redirect, text);
    }

    static boolean isBlank(@Nullable JsonNode value) {
        return value == null || value.isTextual() && value.textValue().isBlank();
    }

    private Destination article(JsonFields redirect, JsonFields named) {
        if (isBlank(named.get("article"))) {
            named.fault("article", "required", "Required: the id, slug or externalId of an article.");
        }
        String name = named.text("article", 200);
        named.rejectUnknown();
        return name == null ? Destination.NOWHERE : article(redirect, "/to/article", name);
    }

    private Destination place(JsonFields redirect, String text) {
        boolean onTheSite = text.startsWith("/") && !text.startsWith("//") || isOfTheSameHost(redirect, text);
        Optional<String> spelled = onTheSite ? SitePath.spell(text) : elsewhere(text);
        if (spelled.isEmpty()) {
            redirect.fault(
                    "to", "invalid-target", "Must be a path that begins with one /, or an absolute http(s) URL.");
        } else if (spelled.get().length() > SitePath.MAX_LENGTH) {
            redirect.fault("to", "too-long", "Must have at most 2000 characters when it is percent-encoded.");
        } else if (onTheSite) {
            // A path of the API names an article, which is stored by its id because its names can change.
            Matcher article = ARTICLE.matcher(spelled.get());
            return article.matches()
                    ? article(redirect, "/to", SitePath.decode(article.group(1)))
                    : new Destination(spelled.get(), SitePath.parse(text).orElseThrow(), null);
        }
        return new Destination(spelled.orElse(null), null, null);
    }

    private static Optional<String> elsewhere(String text) {
        return JsonFields.isWebUrl(text) ? Optional.of(URI.create(text).toASCIIString()) : Optional.empty();
    }

    /**
     * The host name of the site isn't configured here. If {@code from} and {@code to} are URLs of the same host, both
     * are on the site.
     */
    private static boolean isOfTheSameHost(JsonFields redirect, String text) {
        JsonNode from = redirect.get("from");
        return from != null
                && from.isTextual()
                && JsonFields.isWebUrl(text)
                && JsonFields.isWebUrl(from.textValue().strip())
                && authority(text).equals(authority(from.textValue().strip()));
    }

    private static String authority(String url) {
        return String.valueOf(URI.create(url).getAuthority()).toLowerCase(Locale.ROOT);
    }

    private Destination article(JsonFields redirect, String pointer, String name) {
        Optional<UUID> found = name.indexOf('\0') >= 0 ? Optional.empty() : slugs.findAndLock(name);
        if (found.isEmpty()) {
            redirect.faultAt(
                    pointer, "unknown-article", "There is no article with the name “" + name.replace("\0", "") + "”.");
        }
        return found.map(Destination::article).orElse(Destination.NOWHERE);
    }
}
