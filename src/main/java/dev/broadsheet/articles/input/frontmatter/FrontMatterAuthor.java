package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts an author object in front matter. Hugo, Jekyll, Docusaurus, Ghost, Gatsby, Nuxt and their themes use
 * different names for an author's website and biography. Their other members (e-mail, picture, social media) have no
 * counterpart and are dropped, and so are values that the API would refuse; the file is accepted nevertheless.
 */
final class FrontMatterAuthor {

    /** The accepted names of each member; the first usable one wins. Case, hyphens and underscores are ignored. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "url", List.of("url", "website", "homepage", "uri", "link", "web", "site", "home"),
            "description", List.of("bio", "description", "about", "biography", "shortbio"));

    private static final List<String> IDENTITY = List.of("id", "slug", "name");

    private FrontMatterAuthor() {}

    /** Whether the object identifies the author. */
    static boolean isNamed(ObjectNode written) {
        return IDENTITY.stream().anyMatch(written::has);
    }

    /**
     * Returns the author as JSON of the API.
     *
     * @param leftOut receives the names of dropped members
     */
    static ObjectNode read(ObjectNode written, Set<String> leftOut) {
        ObjectNode author = written.objectNode();
        Map<String, List<String>> given = new LinkedHashMap<>();
        written.properties().forEach(member -> {
            String name = member.getKey();
            String known = member(name);
            if (known != null) {
                given.computeIfAbsent(known, any -> new ArrayList<>()).add(name);
            } else if (IDENTITY.contains(name) && !isForeignId(name, member.getValue(), written)) {
                author.set(name, member.getValue());
            } else {
                leftOut.add(name);
            }
        });
        given.forEach((known, names) -> {
            names.sort((a, b) -> Integer.compare(rank(known, a), rank(known, b)));
            for (String name : names) {
                if (!author.has(known) && isUsable(written, name, known)) {
                    author.set(known, written.get(name));
                } else if (!isBlank(written.get(name))) {
                    leftOut.add(name);
                }
            }
        });
        return author;
    }

    private static @Nullable String member(String name) {
        return NAMES.keySet().stream()
                .filter(known -> rank(known, name) >= 0)
                .findFirst()
                .orElse(null);
    }

    private static int rank(String known, String name) {
        return NAMES.getOrDefault(known, List.of()).indexOf(FrontMatterNames.key(name));
    }

    /** Gatsby and Ghost put an id of their own beside the name. */
    private static boolean isForeignId(String name, JsonNode value, ObjectNode written) {
        return name.equals("id")
                && Ids.parse(value.asText()).isEmpty()
                && (written.hasNonNull("name") || written.hasNonNull("slug"));
    }

    private static boolean isUsable(ObjectNode written, String name, String known) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(written, "", faults);
        String value = known.equals("url") ? fields.url(name) : fields.text(name, 2000);
        return value != null && faults.isEmpty();
    }

    private static boolean isBlank(JsonNode value) {
        return value.isNull() || value.isTextual() && value.textValue().isBlank();
    }
}
