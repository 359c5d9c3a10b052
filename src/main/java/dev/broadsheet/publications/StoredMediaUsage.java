package dev.broadsheet.publications;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.RevisionTable.REVISION;
import static dev.broadsheet.articles.index.ArticleTermTable.ARTICLE_TERM;
import static dev.broadsheet.publications.PublicationPeriodTable.PERIOD;
import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.articles.ArticleTable;
import dev.broadsheet.articles.RevisionTable;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.media.MediaUser;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Finds the articles that use a medium through the ids that are stored with each revision and each live copy. What the
 * indexes return grows with the number of uses, not with the number of articles.
 */
@ApplicationScoped
class StoredMediaUsage implements MediaUsage {

    private static final int MAX_REVISIONS = 20;

    private static final ArticleTable A = ARTICLE.as("a");
    private static final RevisionTable R = REVISION.as("r");

    private final DSLContext sql;
    private final Clock clock;

    StoredMediaUsage(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public boolean shownLive(UUID media) {
        return sql.fetchExists(selectOne()
                .from(PUBLICATION)
                .where(contains(PUBLICATION.MEDIA_IDS, val(media)))
                .and(PUBLICATION.EXPIRE_AT.isNull().or(PUBLICATION.EXPIRE_AT.gt(now()))));
    }

    @Override
    public boolean wasShownLive(UUID media) {
        return sql.fetchExists(selectOne()
                .from(R)
                .join(PERIOD)
                .on(PERIOD.ARTICLE_ID
                        .eq(R.ARTICLE_ID)
                        .and(R.NUMBER.eq(
                                PERIOD.column(ListField.REVISION.column()).coerce(Integer.class))))
                .where(contains(R.MEDIA_IDS, val(media))));
    }

    @Override
    public Condition isInUse(Field<UUID> media) {
        return exists(selectOne()
                .from(R)
                .join(A)
                .on(A.ID.eq(R.ARTICLE_ID))
                .where(contains(R.MEDIA_IDS, media))
                .and(isPresent()));
    }

    @Override
    public Condition isInUseWithTag(Field<UUID> media, List<String> tags) {
        List<TermRef> refs = tags.stream()
                .map(tag -> TermRef.ofReference(TermKind.TAG, tag, ""))
                .toList();
        return exists(selectOne()
                .from(R)
                .join(A)
                .on(A.ID.eq(R.ARTICLE_ID))
                .join(ARTICLE_TERM)
                .on(ARTICLE_TERM.ARTICLE_ID.eq(A.ID))
                .where(contains(R.MEDIA_IDS, media))
                .and(isPresent())
                .and(ARTICLE_TERM.TERM_ID.in(select(field(name("tag", "id"), UUID.class))
                        .from(Terms.refTable(refs).as("tag")))));
    }

    private static Condition isPresent() {
        return R.NUMBER.in(A.REVISION, A.LIVE_REVISION, A.PUBLISH_REVISION);
    }

    @Override
    public List<MediaUser> users(UUID media, int limit) {
        return users(media, isPresent(), limit);
    }

    @Override
    public List<MediaUser> usersOfAllTime(UUID media, int limit) {
        return users(media, noCondition(), limit);
    }

    private List<MediaUser> users(UUID media, Condition revisions, int limit) {
        Field<Boolean> live =
                boolOr(R.NUMBER.eq(A.LIVE_REVISION).and(A.EXPIRE_AT.isNull().or(A.EXPIRE_AT.gt(now()))));
        Field<Boolean> draft = boolOr(R.NUMBER.eq(A.REVISION));
        Field<Boolean> scheduled = boolOr(R.NUMBER.eq(A.PUBLISH_REVISION));
        Field<Integer[]> numbers = arrayAgg(R.NUMBER).orderBy(R.NUMBER.desc());
        return sql.select(A.ID, A.SLUG, A.TITLE, live, draft, scheduled, numbers)
                .from(R)
                .join(A)
                .on(A.ID.eq(R.ARTICLE_ID))
                .where(contains(R.MEDIA_IDS, val(media)))
                .and(revisions)
                .groupBy(A.ID)
                .orderBy(A.ID.desc())
                .limit(limit)
                .fetch(row -> user(row, live, draft, scheduled, numbers));
    }

    private static MediaUser user(
            Record row, Field<Boolean> live, Field<Boolean> draft, Field<Boolean> scheduled, Field<Integer[]> numbers) {
        return new MediaUser(
                row.get(A.ID),
                row.get(A.SLUG),
                row.get(A.TITLE),
                Boolean.TRUE.equals(row.get(live)),
                Boolean.TRUE.equals(row.get(draft)),
                Boolean.TRUE.equals(row.get(scheduled)),
                Arrays.stream(Objects.requireNonNull(row.get(numbers)))
                        .limit(MAX_REVISIONS)
                        .toList());
    }

    /** The operator that the indexes of {@code media_ids} support. */
    private static Condition contains(Field<UUID[]> ids, Field<UUID> media) {
        return condition("{0} @> array[{1}]", ids, media);
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
