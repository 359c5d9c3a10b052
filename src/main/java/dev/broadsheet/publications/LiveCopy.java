package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleTree;
import dev.broadsheet.articles.BodyForm;
import dev.broadsheet.articles.ContentColumn;
import dev.broadsheet.articles.CustomJson;
import dev.broadsheet.body.Body;
import dev.broadsheet.publications.search.Highlighter;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** A row of the {@link Newsstand} as JSON. The columns come in one statement, names included, so an answer is of one moment. */
public final class LiveCopy {

    static final Field<UUID> ID = field(name("p", "article_id"), UUID.class);
    static final Field<String> SLUG = field(name("p", "slug"), String.class);
    static final Field<String> TITLE = field(name("p", "title"), String.class);
    static final Field<OffsetDateTime> PUBLISHED = field(name("p", "published_at"), SQLDataType.OFFSETDATETIME);
    static final Field<OffsetDateTime> FIRST_PUBLISHED =
            field(name("p", "first_published_at"), SQLDataType.OFFSETDATETIME);
    static final Field<OffsetDateTime> CREATED = field(name("p", "created_at"), SQLDataType.OFFSETDATETIME);
    static final Field<OffsetDateTime> UPDATED = field(name("p", "updated_at"), SQLDataType.OFFSETDATETIME);
    static final Field<String> EXTERNAL_ID = field(name("p", "external_id"), String.class);
    private static final Field<Integer> REVISION = field(name("p", "revision"), Integer.class);
    static final Field<UUID[]> RELATED_IDS = field(name("p", "related_ids"), UUID[].class);
    private static final Field<String> SUMMARY = field(name("p", "summary"), String.class);
    private static final Field<String> DETAIL = field(name("p", "detail"), String.class);
    private static final Field<String> BODY = field(name("p", "body"), String.class);
    private static final Field<String> BODY_HTML = field(name("p", "body_html"), String.class);
    private static final Field<String> BODY_TEXT = field(name("p", "body_text"), String.class);

    /** Of a past copy, whose finished JSON nobody keeps. */
    private static final Field<String> CONTENT =
            field("v.content::text", String.class).as("content");

    /**
     * What it is filed under, in its order, each as kind, id, slug and name. The ids that the copy knows may be those of
     * terms that were merged into others.
     */
    private static final Field<String> NAMES = field("""
                    (select json_agg(json_build_array(n.kind, n.id, n.slug, n.name) order by u.place)::text
                        from unnest(p.author_ids || p.tag_ids || p.section_id) with ordinality u(id, place)
                        left join term_former f on f.id = u.id
                        join term n on n.id = coalesce(f.term_id, u.id))
                    """, String.class).as("names");

    private static final JsonMapper JSON = new JsonMapper();

    private LiveCopy() {}

    /** What is looked through for the words of a search. */
    static Highlighter.Texts texts(Record row) {
        JsonNode summary = read(row.get(SUMMARY));
        return new Highlighter.Texts(
                summary.path("locale").asText(),
                row.get(TITLE),
                summary.path("summary").textValue(),
                row.get(BODY_TEXT));
    }

    /** What {@link #texts} needs beside {@link #columns}. */
    static List<Field<?>> texts(List<Field<?>> columns) {
        return columns.contains(BODY_TEXT) ? List.of() : List.of(BODY_TEXT);
    }

    /** What a projection needs from the row, and not a byte more. */
    static List<Field<?>> columns(Projection projection, Newsstand newsstand) {
        List<Field<?>> columns = new ArrayList<>(
                List.of(ID, SLUG, TITLE, PUBLISHED, FIRST_PUBLISHED, CREATED, UPDATED, REVISION, NAMES));
        if (projection.shows("related")) {
            columns.add(RELATED_IDS);
            columns.add(newsstand.related());
        }
        columns.addAll(newsstand instanceof Newsstand.Past ? List.of(CONTENT) : finished(projection));
        return columns;
    }

    private static List<Field<?>> finished(Projection projection) {
        List<Field<?>> columns = new ArrayList<>(List.of(SUMMARY));
        if (!ArticleTree.SUMMARY.containsAll(projection.members())) {
            columns.add(DETAIL);
        }
        if (projection.needs(BodyForm.BLOCKS) || projection.needs(BodyForm.MARKDOWN)) {
            columns.add(BODY);
        }
        if (projection.needs(BodyForm.HTML)) {
            columns.add(BODY_HTML);
        }
        if (projection.needs(BodyForm.TEXT)) {
            columns.add(BODY_TEXT);
        }
        return columns;
    }

    public static ObjectNode tree(Record row, Projection projection) {
        ObjectNode tree = row.indexOf(CONTENT) >= 0
                ? finished(Finished.of(ContentColumn.read(row.get(CONTENT))), projection)
                : stored(row, projection);
        file(tree, row.get(NAMES));
        tree.put("id", row.get(ID).toString())
                .put("status", "published")
                .put("revision", row.get(REVISION))
                .put("publishedAt", text(row.get(PUBLISHED)))
                .put("firstPublishedAt", text(row.get(FIRST_PUBLISHED)))
                .put("createdAt", text(row.get(CREATED)))
                .put("updatedAt", text(row.get(UPDATED)));
        if (projection.shows("related")) {
            tree.set("related", related(row));
        }
        tree.putObject("links").put("self", "/api/articles/" + row.get(SLUG));
        return projection.of(tree);
    }

    private static ObjectNode finished(Finished finished, Projection projection) {
        ObjectNode tree = finished.summary();
        tree.setAll(finished.detail());
        if (projection.shows("body")) {
            tree.set("body", ArticleTree.body(finished.body(), projection.forms(), null));
        }
        return tree;
    }

    private static ObjectNode stored(Record row, Projection projection) {
        ObjectNode tree = object(row.get(SUMMARY));
        if (row.indexOf(DETAIL) >= 0) {
            tree.setAll(object(row.get(DETAIL)));
        }
        if (projection.shows("body")) {
            tree.set("body", body(row, projection));
        }
        return tree;
    }

    private static ObjectNode body(Record row, Projection projection) {
        ObjectNode body = JSON.createObjectNode();
        for (BodyForm form : projection.forms()) {
            switch (form) {
                case BLOCKS -> body.set("blocks", read(row.get(BODY)));
                case HTML -> body.put("html", row.get(BODY_HTML));
                case MARKDOWN -> body.put("markdown", Body.markdown(Body.stored(read(row.get(BODY)))));
                case TEXT -> body.put("text", row.get(BODY_TEXT));
                case SOURCE -> throw new IllegalStateException("The newsstand has no sources.");
            }
        }
        return body;
    }

    private static ArrayNode related(Record row) {
        Map<String, JsonNode> live = new HashMap<>();
        String text = row.get("related", String.class);
        if (text != null) {
            read(text).forEach(article -> live.put(article.path("id").asText(), article));
        }
        ArrayNode related = JSON.createArrayNode();
        for (UUID id : row.get(RELATED_IDS)) {
            JsonNode article = live.get(id.toString());
            if (article != null) {
                related.add(article);
            }
        }
        return related;
    }

    private static void file(ObjectNode tree, @Nullable String names) {
        ArrayNode authors = tree.putArray("authors");
        ArrayNode tags = tree.putArray("tags");
        tree.putNull("section");
        if (names == null) {
            return;
        }
        Set<String> shown = new HashSet<>();
        for (JsonNode term : read(names)) {
            String id = term.path(1).textValue();
            // Two that were merged are one.
            if (!shown.add(id)) {
                continue;
            }
            ObjectNode name = JSON.createObjectNode().put("id", id);
            name.set("slug", term.path(2));
            name.set("name", term.path(3));
            switch (term.path(0).textValue()) {
                case "author" -> authors.add(name);
                case "tag" -> tags.add(name);
                default -> tree.set("section", name);
            }
        }
    }

    private static String text(OffsetDateTime time) {
        return String.valueOf(
                ArticleTree.instant(time.withOffsetSameInstant(ZoneOffset.UTC).toInstant()));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) read(json);
    }

    private static JsonNode read(String json) {
        try {
            return CustomJson.read(json);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored publication can't be read.", damaged);
        }
    }
}
