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
 * What a content becomes when it is live: members as JSON text, in their order, with commas between them. An answer is
 * put together from these, and what is joined when read stands between them. The publisher works them out once and keeps
 * them; of a copy that was live in the past only the revision is kept, and they are worked out again.
 *
 * @param opening what stands in front of the body
 * @param listing what a list shows behind the names of terms
 * @param details what one article shows between the names and the related articles
 * @param closing what it shows behind those
 */
record RenderedJson(String opening, String listing, String details, String closing) {

    private static final int BODY = MEMBERS.indexOf("body");
    private static final int NAMES = MEMBERS.indexOf("section");
    private static final int RELATED = MEMBERS.indexOf("related");
    private static final List<String> LISTED =
            after(NAMES).stream().filter(ArticleJson.SUMMARY::contains).toList();

    /** When things happened to the copy, as its row has it. */
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
     * What may have numbers in it is written, read and written again: they come as the answers have always had them,
     * exponents written out.
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
