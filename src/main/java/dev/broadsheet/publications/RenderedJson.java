package dev.broadsheet.publications;

import static dev.broadsheet.articles.json.ArticleJson.MEMBERS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.json.ArticleJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Prerendered JSON of a live article: members as JSON text, in their order, separated by commas. A response is
 * concatenated from these pieces, with body, term names and related articles between them. They are rendered once, on
 * publication, and stored with the live copy. For a past copy they are rendered again from its revision.
 *
 * @param opening the members before the body
 * @param listing the members of a list entry after the term names
 * @param details the members of a single article between the term names and the related articles
 * @param closing the members of a single article after the related articles
 */
record RenderedJson(String opening, String listing, String details, String closing) {

    private static final int BODY = MEMBERS.indexOf("body");
    private static final int NAMES = MEMBERS.indexOf("section");
    private static final int RELATED = MEMBERS.indexOf("related");
    private static final List<String> LISTED =
            after(NAMES).stream().filter(ArticleJson.LISTED::contains).toList();

    /** Timestamps of the copy, from its row. */
    record Times(Instant published, Instant firstPublished, Instant created, Instant updated) {}

    static RenderedJson of(UUID article, int revision, Content content, Times times) {
        ObjectNode tree = ArticleJson.contentMembers(content)
                .put("id", article.toString())
                .put("status", "published")
                .put("revision", revision)
                .put("publishedAt", ArticleJson.instant(times.published()))
                .put("firstPublishedAt", ArticleJson.instant(times.firstPublished()))
                .put("createdAt", ArticleJson.instant(times.created()))
                .put("updatedAt", ArticleJson.instant(times.updated()));
        tree.putObject("links").put("self", "/api/articles/" + content.slug());
        return new RenderedJson(
                text(tree, MEMBERS.subList(0, BODY)),
                text(tree, LISTED),
                text(tree, MEMBERS.subList(NAMES + 1, RELATED)),
                text(tree, after(RELATED)));
    }

    private static List<String> after(int place) {
        return MEMBERS.subList(place + 1, MEMBERS.size());
    }

    private static String text(ObjectNode tree, List<String> members) {
        return members.stream()
                .filter(tree::has)
                .map(member -> "\"" + member + "\":" + text(tree.get(member)))
                .collect(Collectors.joining(","));
    }

    /**
     * Serializes a value. Values that may contain numbers are parsed and serialized again, so that exponents are
     * written out, as in responses that aren't prerendered.
     */
    static String text(JsonNode value) {
        try {
            return value.isTextual()
                    ? CustomJson.text(value)
                    : CustomJson.text(CustomJson.read(CustomJson.text(value)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What is stored can be written.", impossible);
        }
    }
}
