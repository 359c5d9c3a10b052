package dev.broadsheet.articles.json;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.content.StoredContent;
import dev.broadsheet.terms.TermName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.SelectSelectStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of working copies, article {@code a} with its current revision {@code v}, converted to detached
 * entities. Names of terms and related articles come in the same row.
 */
record WorkingCopyRow(Record row) {

    private static final Field<UUID> ID = of("id", UUID.class);
    private static final Field<Integer> REVISION = of("revision", Integer.class);
    private static final Field<Integer> LIVE = of("live_revision", Integer.class);
    private static final Field<String> SLUG = of("slug", String.class);
    private static final Field<String> TITLE = of("title", String.class);
    private static final Field<OffsetDateTime> PUBLISH = time("publish_at");
    private static final Field<OffsetDateTime> EXPIRE = time("expire_at");
    private static final Field<OffsetDateTime> ARCHIVED = time("archived_at");
    private static final Field<OffsetDateTime> TRASHED = time("trashed_at");
    private static final Field<OffsetDateTime> FIRST = time("first_published_at");
    private static final Field<OffsetDateTime> CREATED = time("created_at");
    private static final Field<OffsetDateTime> UPDATED = time("updated_at");
    private static final Field<String> CONTENT =
            field("v.content::text", String.class).as("content");
    private static final Field<String> SOURCE_FORMAT = field(name("v", "source_format"), String.class);
    private static final Field<String> SOURCE_TEXT = field(name("v", "source"), String.class);

    /** Names of terms by the ids that a revision may contain: a term's own id, and the ids of terms merged into it. */
    private static final Field<Result<Record4<UUID, UUID, String, String>>> NAMES = multiset(named("n")
                    .from("article_term t")
                    .join("term n")
                    .on("n.id = t.term_id")
                    .where("t.article_id = a.id")
                    .unionAll(named("f")
                            .from("article_term t")
                            .join("term_former f")
                            .on("f.term_id = t.term_id")
                            .join("term n")
                            .on("n.id = t.term_id")
                            .where("t.article_id = a.id")))
            .as("names");

    private static final Field<Result<Record3<UUID, String, String>>> RELATED = multiset(select(
                            column("x", "id", UUID.class),
                            column("x", "slug", String.class),
                            column("x", "title", String.class))
                    .from("article x")
                    .where("x.id = any(a.related_ids)"))
            .as("related");

    static final List<Field<?>> COLUMNS = List.of(
            ID, REVISION, LIVE, SLUG, TITLE, PUBLISH, EXPIRE, ARCHIVED, TRASHED, FIRST, CREATED, UPDATED, CONTENT,
            NAMES, RELATED);

    static final List<Field<?>> SOURCE = List.of(SOURCE_FORMAT, SOURCE_TEXT);

    Article article() {
        Article article = new Article();
        article.id = row.get(ID);
        article.revision = row.get(REVISION);
        article.liveRevision = row.get(LIVE);
        article.slug = row.get(SLUG);
        article.title = row.get(TITLE);
        article.publishAt = instant(PUBLISH);
        article.expireAt = instant(EXPIRE);
        article.archivedAt = instant(ARCHIVED);
        article.trashedAt = instant(TRASHED);
        article.firstPublishedAt = instant(FIRST);
        article.createdAt = row.get(CREATED).toInstant();
        article.updatedAt = row.get(UPDATED).toInstant();
        return article;
    }

    Revision revision() {
        Revision revision = new Revision();
        revision.id = new Revision.Key(row.get(ID), row.get(REVISION));
        revision.stored = StoredContent.of(row.get(CONTENT));
        if (row.indexOf(SOURCE_TEXT) >= 0) {
            revision.sourceFormat = row.get(SOURCE_FORMAT);
            revision.source = row.get(SOURCE_TEXT);
        }
        return revision;
    }

    Map<UUID, TermName> names() {
        Map<UUID, TermName> names = new HashMap<>();
        row.get(NAMES)
                .forEach(term -> names.put(term.value1(), new TermName(term.value2(), term.value3(), term.value4())));
        return names;
    }

    /** The related articles by id, each with id, slug and title. */
    Map<UUID, Record3<UUID, String, String>> related() {
        Map<UUID, Record3<UUID, String, String>> related = new HashMap<>();
        row.get(RELATED).forEach(article -> related.put(article.value1(), article));
        return related;
    }

    private @Nullable Instant instant(Field<OffsetDateTime> column) {
        OffsetDateTime time = row.get(column);
        return time == null ? null : time.toInstant();
    }

    private static SelectSelectStep<Record4<UUID, UUID, String, String>> named(String by) {
        return select(
                column(by, "id", UUID.class).as("named"),
                column("n", "id", UUID.class),
                column("n", "slug", String.class),
                column("n", "name", String.class));
    }

    private static <T> Field<T> of(String column, Class<T> type) {
        return column("a", column, type);
    }

    private static Field<OffsetDateTime> time(String column) {
        return DSL.field(name("a", column), SQLDataType.OFFSETDATETIME);
    }

    private static <T> Field<T> column(String alias, String column, Class<T> type) {
        return DSL.field(name(alias, column), type);
    }
}
