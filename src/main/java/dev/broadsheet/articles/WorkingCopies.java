package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Working copies as JSON, for editors. */
@ApplicationScoped
public class WorkingCopies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Slugs slugs;
    private final Terms terms;
    private final Clock clock;
    private final DSLContext sql;

    WorkingCopies(Slugs slugs, Terms terms, Clock clock, DSLContext sql) {
        this.slugs = slugs;
        this.terms = terms;
        this.clock = clock;
        this.sql = sql;
    }

    /** A working copy as it was read. */
    public record Copy(ObjectNode tree, String etag) {}

    /**
     * @param forms how the body is wanted
     * @throws NotFound if no article goes by the name
     */
    public Copy get(String name, Set<BodyForm> forms) {
        Article article = slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .orElseThrow(() -> new NotFound("article", name));
        return new Copy(view(article, revision(article), forms), article.etag());
    }

    /** Some working copies, complete, in any order: two statements for the articles, one for all names. */
    public List<ObjectNode> list(List<UUID> ids, Set<BodyForm> forms) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Article> articles = Article.list("id in ?1", ids);
        Map<UUID, Revision> revisions = new HashMap<>();
        Revision.<Revision>list(
                        "from Revision r where exists (from Article a where a.id = r.id.article and a.revision = r.id.number and a.id in ?1)",
                        ids)
                .forEach(revision -> revisions.put(revision.id.article(), revision));
        Map<UUID, TermName> names = terms.names(revisions.values().stream()
                .flatMap(revision -> revision.content.terms().stream())
                .collect(Collectors.toSet()));
        List<ObjectNode> views = new ArrayList<>();
        for (Article article : articles) {
            Revision revision = revisions.get(article.id);
            if (revision != null) {
                views.add(view(article, revision, forms, names));
            }
        }
        return views;
    }

    ObjectNode view(Article article) {
        return view(article, revision(article), BodyForm.DEFAULT);
    }

    /** A revision in full, as the working copy was then. */
    ObjectNode view(Article article, Revision revision, Set<BodyForm> forms) {
        return view(article, revision, forms, terms.names(revision.content.terms()));
    }

    private ObjectNode view(Article article, Revision revision, Set<BodyForm> forms, Map<UUID, TermName> names) {
        Content content = revision.content;
        ObjectNode tree = written(content, names);
        tree.setAll(facts(article));
        tree.put("modified", article.liveRevision != null && article.liveRevision != article.revision);
        Document body = content.body();
        tree.set("body", body == null ? null : ArticleTree.body(body, forms, revision.bodySource()));
        tree.set("links", links(article));
        return ArticleTree.ordered(tree, null);
    }

    /** What a patch applies to: everything that may be sent, and the facts that must come back as they are. */
    ObjectNode editable(Article article) {
        Content content = revision(article).content;
        ObjectNode tree = written(content, terms.names(content.terms()));
        tree.remove(List.of("wordCount", "readingMinutes", "excerpt"));
        tree.setAll(facts(article));
        if (content.body() != null) {
            tree.putObject("body").set("blocks", Body.blocks(content.body()));
        }
        return ArticleTree.ordered(tree, null);
    }

    /** The members that the server decides, and those that only a sender who means it changes. */
    ObjectNode facts(Article article) {
        Instant now = clock.now();
        return JSON.objectNode()
                .put("id", article.id.toString())
                .put("status", article.status(now).text())
                .put("live", article.liveRevision)
                .put("revision", article.revision)
                .put("firstPublishedAt", ArticleTree.instant(article.firstPublishedAt))
                .put("createdAt", ArticleTree.instant(article.createdAt))
                .put("updatedAt", ArticleTree.instant(article.updatedAt))
                .put("publishAt", ArticleTree.instant(article.publishAt))
                .put("expireAt", ArticleTree.instant(article.expireAt))
                .put("archivedAt", ArticleTree.instant(article.archivedAt))
                .put("trashedAt", ArticleTree.instant(article.trashedAt));
    }

    private ObjectNode written(Content content, Map<UUID, TermName> names) {
        ObjectNode tree = ArticleTree.written(content);
        tree.put("publishedAt", ArticleTree.instant(content.publishedAt()));
        ArticleTree.name(tree, content.authors(), content.tags(), content.section(), names);
        tree.set("related", related(content.related()));
        return tree;
    }

    /** All that were written, whether live or not: an editor must see what a save would keep. */
    ArrayNode related(List<UUID> ids) {
        ArrayNode related = JSON.arrayNode();
        if (ids.isEmpty()) {
            return related;
        }
        var known = sql.resultQuery("select id, slug, title from article where id = any(?::uuid[])", (Object)
                        ids.toArray(UUID[]::new))
                .fetchMap(row -> row.get("id", UUID.class));
        for (UUID id : ids) {
            var row = known.get(id);
            if (row != null) {
                related.addObject()
                        .put("id", id.toString())
                        .put("slug", row.get("slug", String.class))
                        .put("title", row.get("title", String.class));
            }
        }
        return related;
    }

    private static ObjectNode links(Article article) {
        String self = "/api/articles/" + article.slug;
        return JSON.objectNode()
                .put("self", self)
                .put("draft", self + "?version=draft")
                .put("publication", self + "/publication")
                .put("revisions", self + "/revisions");
    }

    private static Revision revision(Article article) {
        return Objects.requireNonNull(Revision.of(article.id, article.revision).orElse(null));
    }
}
