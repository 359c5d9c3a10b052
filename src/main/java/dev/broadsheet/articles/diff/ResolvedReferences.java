package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.terms.TermName;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The names of the terms and related articles that the compared contents refer to by id.
 *
 * @param terms tags, authors and sections, without deleted ones
 * @param newTerms placeholder ids of terms that don't exist yet; valid only in this comparison
 * @param articles the related articles, as shown in responses
 */
record ResolvedReferences(Map<UUID, TermName> terms, Set<UUID> newTerms, Map<UUID, ObjectNode> articles) {

    /** The editable members without the body, in response order. */
    ObjectNode members(Content content) {
        ObjectNode tree = ArticleJson.editedMembers(content);
        tree.put("publishedAt", ArticleJson.instant(content.publishedAt()));
        ArticleJson.name(tree, content.authors(), content.tags(), content.section(), terms);
        tree.path("authors").forEach(this::withoutId);
        tree.path("tags").forEach(this::withoutId);
        withoutId(tree.path("section"));
        ArrayNode related = tree.putArray("related");
        content.related().stream()
                .filter(articles::containsKey)
                .map(articles::get)
                .forEach(related::add);
        return ArticleJson.ordered(tree, null);
    }

    private void withoutId(JsonNode term) {
        if (term instanceof ObjectNode name
                && newTerms.contains(UUID.fromString(name.path("id").asText()))) {
            name.remove("id");
        }
    }
}
