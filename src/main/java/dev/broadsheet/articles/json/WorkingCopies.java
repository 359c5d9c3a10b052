package dev.broadsheet.articles.json;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.json.WorkingCopyRow.A;
import static dev.broadsheet.articles.json.WorkingCopyRow.V;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.name;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Working copies as JSON, for editors. */
@ApplicationScoped
public class WorkingCopies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArticleRules articleRules;
    private final Terms terms;
    private final ArticleImages images;
    private final PreviewLinks previewLinks;
    private final Clock clock;
    private final DSLContext sql;

    WorkingCopies(
            ArticleRules articleRules,
            Terms terms,
            ArticleImages images,
            PreviewLinks previewLinks,
            Clock clock,
            DSLContext sql) {
        this.articleRules = articleRules;
        this.terms = terms;
        this.images = images;
        this.previewLinks = previewLinks;
        this.clock = clock;
        this.sql = sql;
    }

    /** A working copy with its validators. */
    public record WorkingCopy(ObjectNode tree, String etag, Instant modified) {}

    /**
     * @param bodyFormats the requested formats of the body
     * @throws NotFoundProblem if no article has this name
     */
    public WorkingCopy get(String name, Set<BodyFormat> bodyFormats) {
        Article article = articleRules.require(name);
        ObjectNode tree = withPreview(view(article, revision(article), bodyFormats), article);
        return new WorkingCopy(tree, article.etag(), article.updatedAt);
    }

    /** The tables of a list of working copies: articles {@code a} joined with their current revisions {@code v}. */
    public static Table<?> withRevisions() {
        return A.join(V).on(V.ARTICLE_ID.eq(A.ID).and(V.NUMBER.eq(A.REVISION)));
    }

    /** The columns of {@link #withRevisions} that {@link #view(Record, Set, LibraryImages)} needs. */
    public static List<Field<?>> columns(Set<BodyFormat> bodyFormats) {
        List<Field<?>> columns = new ArrayList<>(WorkingCopyRow.COLUMNS);
        if (bodyFormats.contains(BodyFormat.SOURCE)) {
            columns.addAll(WorkingCopyRow.SOURCE);
        }
        return columns;
    }

    /** The images that the rows of a list show, for {@link #view(Record, Set, LibraryImages)}. */
    public LibraryImages images(Collection<? extends Record> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.addAll(new WorkingCopyRow(row).media()));
        return images.forEditors(ids);
    }

    /** A row of a list as JSON. The row has all other data, so this runs no statement. */
    public ObjectNode view(Record row, Set<BodyFormat> bodyFormats, LibraryImages images) {
        WorkingCopyRow read = new WorkingCopyRow(row);
        Revision revision = read.revision();
        ArrayNode related = related(revision.content().related(), read.related());
        return withPreview(view(read.article(), revision, bodyFormats, read.names(), related, images), read.article());
    }

    /** Not in responses to writes, because those are stored for repeats. */
    private ObjectNode withPreview(ObjectNode tree, Article article) {
        previewLinks
                .of(article, tree.path("locale").asText())
                .ifPresent(url -> ((ObjectNode) tree.path("links")).put("preview", url));
        return tree;
    }

    /** The members of a row's article that don't need the content. */
    public ObjectNode known(Record row) {
        Article article = new WorkingCopyRow(row).article();
        ObjectNode tree = serverMembers(article).put("slug", article.slug).put("title", article.title);
        tree.set("links", links(article));
        return ArticleJson.ordered(tree, null);
    }

    /** The problem of a row whose content can't be decoded. */
    public static UnreadableContent unreadable(Record row, RuntimeException failure) {
        Article article = new WorkingCopyRow(row).article();
        return UnreadableContent.of(article.id, article.revision, failure);
    }

    /**
     * The content in a row of a list.
     *
     * @throws UnreadableContent if it can't be decoded
     */
    public static Content content(Record row) {
        return new WorkingCopyRow(row).revision().content();
    }

    public ObjectNode view(Article article) {
        return view(article, revision(article), BodyFormat.DEFAULT);
    }

    /** The response to a write. Its publishedAt is the date that readers see. */
    public ObjectNode written(Article article) {
        Revision revision = revision(article);
        ObjectNode tree = view(article, revision, BodyFormat.DEFAULT);
        tree.put("publishedAt", ArticleJson.instant(publishedAt(article, revision.content())));
        return tree;
    }

    /** A revision in full, in the form of a working copy. */
    public ObjectNode view(Article article, Revision revision, Set<BodyFormat> bodyFormats) {
        Content content = revision.content();
        return view(
                article,
                revision,
                bodyFormats,
                terms.names(content.terms()),
                related(content.related()),
                images.forEditors(content.media()));
    }

    private ObjectNode view(
            Article article,
            Revision revision,
            Set<BodyFormat> bodyFormats,
            Map<UUID, TermName> names,
            ArrayNode related,
            LibraryImages images) {
        Content content = revision.content();
        ObjectNode tree = ArticleJson.contentMembers(content);
        ArticleJson.complete(tree, images);
        join(tree, content, names, related);
        tree.setAll(serverMembers(article));
        tree.put("modified", article.liveRevision != null && article.liveRevision != article.revision);
        Document body = content.body();
        tree.set("body", body == null ? null : ArticleJson.body(body, bodyFormats, revision.bodySource(), images));
        tree.set("links", links(article));
        return ArticleJson.ordered(tree, null);
    }

    /**
     * The document that a patch applies to: all editable members, and the server-owned members, which must keep their
     * values.
     *
     * @param whole whether the body includes its blocks; otherwise it is an empty object
     */
    public ObjectNode editable(Article article, boolean whole) {
        Content content = revision(article).content();
        ObjectNode tree = ArticleJson.editedMembers(content);
        join(tree, content, terms.names(content.terms()), related(content.related()));
        tree.setAll(serverMembers(article));
        if (content.body() != null) {
            ObjectNode body = tree.putObject("body");
            if (whole) {
                body.set("blocks", BodyConverter.blocks(content.body()));
            }
        }
        return ArticleJson.ordered(tree, null);
    }

    /** The server-owned members, and status, publishAt and expireAt, which change only on explicit request. */
    public ObjectNode serverMembers(Article article) {
        Instant now = clock.now();
        return JSON.objectNode()
                .put("id", article.id.toString())
                .put("status", article.status(now).text())
                .put("live", article.liveRevision)
                .put("revision", article.revision)
                .put("firstPublishedAt", ArticleJson.instant(article.firstPublishedAt))
                .put("createdAt", ArticleJson.instant(article.createdAt))
                .put("updatedAt", ArticleJson.instant(article.updatedAt))
                .put("publishAt", ArticleJson.instant(article.publishAt))
                .put("expireAt", ArticleJson.instant(article.expireAt))
                .put("archivedAt", ArticleJson.instant(article.archivedAt))
                .put("trashedAt", ArticleJson.instant(article.trashedAt));
    }

    /** The date that readers see: that of the first publication if the content has none. */
    private static @Nullable Instant publishedAt(Article article, Content content) {
        return content.publishedAt() == null && article.liveRevision != null
                ? article.firstPublishedAt
                : content.publishedAt();
    }

    /** The server-owned members and a derived publishedAt, which a client may send back unchanged. */
    public ObjectNode known(Article article, Content content) {
        ObjectNode known = serverMembers(article);
        if (content.publishedAt() == null) {
            known.put("publishedAt", ArticleJson.instant(publishedAt(article, content)));
        }
        return known;
    }

    private static void join(ObjectNode tree, Content content, Map<UUID, TermName> names, ArrayNode related) {
        tree.put("publishedAt", ArticleJson.instant(content.publishedAt()));
        ArticleJson.name(tree, content.authors(), content.tags(), content.section(), names);
        tree.set("related", related);
    }

    public ArrayNode related(List<UUID> ids) {
        Map<UUID, Record3<UUID, String, String>> known = ids.isEmpty()
                ? Map.of()
                : sql.select(ARTICLE.ID, ARTICLE.SLUG, ARTICLE.TITLE)
                        .from(ARTICLE)
                        .where(ARTICLE.ID.eq(any(ids.toArray(UUID[]::new))))
                        .fetchMap(ARTICLE.ID);
        return related(ids, known);
    }

    /** All related articles, live or not, because an editor must see the whole list that a save would store. */
    private static ArrayNode related(List<UUID> ids, Map<UUID, Record3<UUID, String, String>> known) {
        ArrayNode related = JSON.arrayNode();
        for (UUID id : ids) {
            Record3<UUID, String, String> article = known.get(id);
            if (article != null) {
                related.addObject()
                        .put("id", id.toString())
                        .put("slug", article.value2())
                        .put("title", article.value3());
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
