package dev.broadsheet.articles;

import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code article}: one row for each article, with the members of its working copy that lists filter and sort
 * by. Lists look columns up by name, with {@link #column}. The columns of {@link ArticleMembers#OPTIONAL_COLUMNS} have
 * no field.
 */
public final class ArticleTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final ArticleTable ARTICLE = new ArticleTable("article", null);

    public final TableField<Record, UUID> ID = uuid("id");
    public final TableField<Record, String> SLUG = text("slug");
    public final TableField<Record, String> TITLE = text("title");
    public final TableField<Record, Integer> REVISION = integer("revision");
    public final TableField<Record, Integer> LIVE_REVISION = integer("live_revision");
    public final TableField<Record, OffsetDateTime> PUBLISH_AT = timestamptz("publish_at");
    public final TableField<Record, Integer> PUBLISH_REVISION = integer("publish_revision");
    public final TableField<Record, OffsetDateTime> PUBLISH_FAILED_AT = timestamptz("publish_failed_at");
    public final TableField<Record, String> PUBLISH_FAILURE = text("publish_failure");
    public final TableField<Record, OffsetDateTime> EXPIRE_AT = timestamptz("expire_at");
    public final TableField<Record, OffsetDateTime> ARCHIVED_AT = timestamptz("archived_at");
    public final TableField<Record, OffsetDateTime> TRASHED_AT = timestamptz("trashed_at");
    public final TableField<Record, OffsetDateTime> PUBLISHED_AT = timestamptz("published_at");
    public final TableField<Record, OffsetDateTime> FIRST_PUBLISHED_AT = timestamptz("first_published_at");
    public final TableField<Record, UUID> CREATED_BY = uuid("created_by");
    public final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    public final TableField<Record, OffsetDateTime> UPDATED_AT = timestamptz("updated_at");
    public final TableField<Record, String> UPDATED_BY = text("updated_by");
    public final TableField<Record, String> EXTERNAL_ID = text("external_id");
    public final TableField<Record, String> LOCALE = text("locale");
    public final TableField<Record, String> TYPE = text("type");
    public final TableField<Record, Integer> WORD_COUNT = integer("word_count");
    public final TableField<Record, Integer> READING_MINUTES = integer("reading_minutes");
    public final TableField<Record, UUID[]> RELATED_IDS = uuidArray("related_ids");

    private ArticleTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
        ArticleMembers.OPTIONAL_COLUMNS.forEach(member -> text(member.column()));
    }

    @Override
    public ArticleTable as(String alias) {
        return new ArticleTable(alias, this);
    }
}
