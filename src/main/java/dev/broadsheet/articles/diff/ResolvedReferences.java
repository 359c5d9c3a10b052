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
 * What the ids in some contents stand for.
 *
 * @param terms tags, authors and sections; those deleted since are not among them
 * @param newTerms ids of terms that nobody has made yet; they are good for nothing but this
 * @param articles the related ones, as they are shown
 */
record ResolvedReferences(Map<UUID, TermName> terms, Set<UUID> newTerms, Map<UUID, ObjectNode> articles) {

    /** The members that an editor wrote, in their order, without the body. */
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
