package dev.broadsheet.publications.query;

import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields that articles can be filtered and sorted by. Parameters, their errors and the OpenAPI document are derived
 * from this declaration. Each list maps the fields to its columns; fields that readers may not see have no column in
 * the live list.
 */
public enum ListField {
    ID("id", FieldType.ID, "Id."),
    EXTERNAL_ID("externalId", FieldType.TEXT, "The client's own id."),
    SLUG("slug", FieldType.TEXT, "Slug."),
    LOCALE("locale", FieldType.TEXT, "Language, a BCP 47 tag."),
    TYPE("type", FieldType.TEXT, "Type."),
    KICKER(ArticleMembers.KICKER, "Kicker."),
    TITLE("title", FieldType.TEXT, "Title."),
    SUMMARY_TEXT(ArticleMembers.SUMMARY, "Summary; sorted by its first 200 characters."),
    WORD_COUNT("wordCount", FieldType.NUMBER, "Words in the body."),
    READING_MINUTES("readingMinutes", FieldType.NUMBER, "Reading time in minutes."),
    REVISION("revision", FieldType.NUMBER, "Revision number."),
    PUBLISHED_AT("publishedAt", FieldType.DATE, "Date shown to readers."),
    FIRST_PUBLISHED_AT("firstPublishedAt", FieldType.DATE, "When it first went live."),
    CREATED_AT("createdAt", FieldType.DATE, "When it was created."),
    UPDATED_AT(
            "updatedAt",
            FieldType.DATE,
            "When the live version was published; with status, when the article was last changed."),
    RELATED_IDS("related", FieldType.ID, "Ids of related articles that are live."),
    // The fields from here on are for editors only, in lists with `status`: see isEditorsOnly.
    LIVE_REVISION("live", FieldType.NUMBER, "Live revision."),
    MODIFIED("modified", FieldType.FLAG, "true if the working copy differs from the live revision."),
    UPDATED_BY("updatedBy", FieldType.TEXT, "Name of the key that wrote the current revision."),
    PUBLISH_AT("publishAt", FieldType.DATE, "When the scheduled revision goes live."),
    EXPIRE_AT("expireAt", FieldType.DATE, "When it is taken down."),
    ARCHIVED_AT("archivedAt", FieldType.DATE, "When it was archived."),
    TRASHED_AT("trashedAt", FieldType.DATE, "When it was moved to the trash.");

    private final String text;
    private final FieldType kind;
    private final String column;
    private final String description;

    ListField(String text, FieldType kind, String description) {
        this.text = text;
        this.kind = kind;
        this.column = name().toLowerCase(Locale.ROOT);
        this.description = description;
    }

    /** The field of a text member. */
    ListField(ArticleMember<String> member, String description) {
        this.text = member.name();
        this.kind = FieldType.TEXT;
        this.column = member.column();
        this.description = description;
    }

    /** The name in requests and responses. */
    public String text() {
        return text;
    }

    public FieldType kind() {
        return kind;
    }

    /** The column name in the tables of lists. */
    public String column() {
        return column;
    }

    String description() {
        return description;
    }

    boolean isEditorsOnly() {
        return ordinal() >= LIVE_REVISION.ordinal();
    }

    boolean isSortable() {
        return kind != FieldType.FLAG && this != RELATED_IDS;
    }

    /** The fields that are columns of {@code publication} and of {@code publication_period}. */
    public static List<ListField> ofPeriods() {
        return known(false).stream()
                .filter(field -> field != ID && field != RELATED_IDS)
                .toList();
    }

    /** The fields that a caller may use. */
    static List<ListField> known(boolean editor) {
        return Arrays.stream(values())
                .filter(field -> editor || !field.isEditorsOnly())
                .toList();
    }

    static Optional<ListField> named(String text, boolean editor) {
        return known(editor).stream().filter(field -> field.text.equals(text)).findFirst();
    }
}
