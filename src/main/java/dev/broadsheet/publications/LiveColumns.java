package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.when;

import dev.broadsheet.articles.RevisionTable;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.terms.Terms;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;

/**
 * The columns of the copy {@code p} that responses are rendered from: stored columns, and columns joined in the same
 * statement so that a response is one consistent snapshot.
 */
public final class LiveColumns {

    private static final PublicationTable P = PUBLICATION.as("p");

    /** The revision of a past copy. */
    public static final RevisionTable CONTENT_REVISION = RevisionTable.REVISION.as("v");

    public static final Field<UUID> ID = P.ARTICLE_ID;
    public static final Field<String> SLUG = P.column(ListField.SLUG, String.class);
    public static final Field<String> TITLE = P.column(ListField.TITLE, String.class);
    public static final Field<String> EXTERNAL_ID = P.column(ListField.EXTERNAL_ID, String.class);
    public static final Field<OffsetDateTime> EXPIRES = P.EXPIRE_AT;
    static final Field<UUID[]> AUTHOR_IDS = P.AUTHOR_IDS;
    static final Field<UUID[]> TAG_IDS = P.TAG_IDS;
    static final Field<UUID> SECTION_ID = P.SECTION_ID;
    public static final Field<UUID[]> RELATED_IDS = P.RELATED_IDS;

    // Prerendered JSON, copied from the row to the response as UTF-8 bytes. Decoding it to strings and encoding them
    // again would take a third of the time of a list.
    static final Field<byte[]> OPENING = P.OPENING.coerce(byte[].class);
    static final Field<byte[]> LISTING = P.LISTING.coerce(byte[].class);
    static final Field<byte[]> DETAILS = P.DETAILS.coerce(byte[].class);
    static final Field<byte[]> CLOSING = P.CLOSING.coerce(byte[].class);
    static final Field<byte[]> BODY = P.BODY.coerce(byte[].class);
    static final Field<String> BODY_HTML = P.BODY_HTML;
    static final Field<String> BODY_TEXT = P.BODY_TEXT;

    public static final Field<String> LOCALE = P.column(ListField.LOCALE, String.class);
    static final Field<String> SUMMARY_TEXT = P.column(ListField.SUMMARY_TEXT, String.class);

    /**
     * The content of a past copy. Its prerendered JSON isn't stored, so it is rendered again from this column and the
     * ones below.
     */
    static final Field<String> CONTENT =
            CONTENT_REVISION.CONTENT.cast(String.class).as("content");

    static final Field<UUID[]> MEDIA_IDS = P.MEDIA_IDS;
    static final Field<UUID> HERO_MEDIA_ID = P.HERO_MEDIA_ID;

    /** The body of a copy that shows media, whose HTML is written anew with them; otherwise null. */
    static final Field<byte[]> BODY_WITH_MEDIA =
            when(P.MEDIA_IDS.isNotNull(), P.BODY).coerce(byte[].class).as("body_with_media");

    public static final Field<Integer> REVISION = P.column(ListField.REVISION, Integer.class);
    static final Field<OffsetDateTime> PUBLISHED = P.column(ListField.PUBLISHED_AT, OffsetDateTime.class);
    static final Field<OffsetDateTime> FIRST_PUBLISHED = P.column(ListField.FIRST_PUBLISHED_AT, OffsetDateTime.class);
    static final Field<OffsetDateTime> CREATED = P.column(ListField.CREATED_AT, OffsetDateTime.class);
    public static final Field<OffsetDateTime> UPDATED = P.column(ListField.UPDATED_AT, OffsetDateTime.class);

    /** Term names in the format that {@link TermNamesJson} parses. */
    static final Field<String[]> NAMES = field(name("names"), String[].class);

    static final Field<String> RELATED = field(name("related"), String.class);

    private static final Field<UUID[]> TERM_IDS = field("(p.author_ids || p.tag_ids || p.section_id)", UUID[].class);
    private static final Field<String[]> NAMES_OF_ONE = field(
                    "array(select n.named || ' ' || n.id || ' ' || n.slug || ' ' || n.name from {0} n)",
                    String[].class, Terms.names(TERM_IDS))
            .as(NAMES);

    /**
     * One row of a page contains the term names of all its rows, so each name is looked up once, however many rows use
     * it.
     */
    private static final Field<String[]> NAMES_OF_ALL = field(
                    "case when p.article_id = (select p.article_id from p limit 1) then {0} end",
                    String[].class,
                    field(
                            "array(select n.named || ' ' || n.id || ' ' || n.slug || ' ' || n.name from {0} n)",
                            String[].class,
                            Terms.names(field("array(select unnest({0}) from p)", UUID[].class, TERM_IDS))))
            .as(NAMES);

    private LiveColumns() {}

    /** The column of a field of live lists. */
    public static Field<?> of(ListField field) {
        return P.column(field);
    }

    /** All columns that one copy is rendered from. */
    public static List<Field<?>> of(Projection projection, PublishedSource publishedSource) {
        List<Field<?>> columns = stored(projection, publishedSource);
        columns.addAll(joined(projection, publishedSource, NAMES_OF_ONE));
        return columns;
    }

    /** The stored columns that the projection needs, and no others. */
    public static List<Field<?>> stored(Projection projection, PublishedSource publishedSource) {
        List<Field<?>> columns = new ArrayList<>(List.of(ID, SLUG, TITLE));
        if (projection.showsNames()) {
            columns.addAll(List.of(AUTHOR_IDS, TAG_IDS, SECTION_ID));
        }
        if (projection.shows("related")) {
            columns.add(RELATED_IDS);
        }
        if (publishedSource instanceof PublishedSource.AsOf) {
            columns.addAll(List.of(CONTENT, REVISION, PUBLISHED, FIRST_PUBLISHED, CREATED, UPDATED));
            return columns;
        }
        columns.addAll(List.of(EXPIRES, MEDIA_IDS, HERO_MEDIA_ID, OPENING));
        columns.addAll(projection.showsDetails() ? List.of(DETAILS, CLOSING) : List.of(LISTING));
        if (projection.needs(BodyFormat.BLOCKS) || projection.needs(BodyFormat.MARKDOWN)) {
            columns.add(BODY);
        }
        if (projection.needs(BodyFormat.HTML)) {
            columns.addAll(List.of(BODY_HTML, BODY_WITH_MEDIA));
        }
        if (projection.needs(BodyFormat.TEXT)) {
            columns.add(BODY_TEXT);
        }
        return columns;
    }

    /** A stored column in an outer query, whose CTE {@code p} has already read the copies. */
    public static Field<?> fromPage(Field<?> stored) {
        return stored == CONTENT || stored == BODY_WITH_MEDIA
                ? field(name("p", stored.getName()), stored.getDataType())
                : stored;
    }

    /** Columns joined to a page of copies. {@code p} contains all rows of the page with their stored columns. */
    public static List<Field<?>> joined(Projection projection, PublishedSource publishedSource) {
        return joined(projection, publishedSource, NAMES_OF_ALL);
    }

    private static List<Field<?>> joined(
            Projection projection, PublishedSource publishedSource, Field<String[]> names) {
        List<Field<?>> columns = new ArrayList<>();
        if (projection.showsNames()) {
            columns.add(names);
        }
        if (projection.shows("related")) {
            columns.add(publishedSource.related().as(RELATED));
        }
        return columns;
    }

    /** The columns in which search matches are highlighted, except those that {@code columns} already contains. */
    public static List<Field<?>> texts(List<Field<?>> columns) {
        return columns.contains(BODY_TEXT) ? List.of(LOCALE, SUMMARY_TEXT) : List.of(LOCALE, SUMMARY_TEXT, BODY_TEXT);
    }
}
