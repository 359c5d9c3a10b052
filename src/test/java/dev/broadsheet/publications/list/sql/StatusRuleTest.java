package dev.broadsheet.publications.list.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * The rule of an article's status exists twice: in Java for one article, and in SQL for lists. Both must agree for
 * every combination of facts.
 */
@QuarkusTest
class StatusRuleTest {

    /** Articles with every combination of these facts, including some that can't occur. */
    private static final String ALL_FACTS = """
            with facts as (
                select gen_random_uuid() as id, live, publish_at, expire_at, archived_at, trashed_at, first
                from (values (null), (1)) l(live)
                    cross join (values (null), (now() - interval '1 hour'), (now() + interval '1 hour')) p(publish_at)
                    cross join (values (null), (now() - interval '1 hour'), (now() + interval '1 hour')) e(expire_at)
                    cross join (values (null), (now())) a(archived_at)
                    cross join (values (null), (now())) t(trashed_at)
                    cross join (values (null), (now())) f(first))
            insert into article (id, translation_group, revision, state, live_revision, publish_at, publish_revision,
                expire_at, archived_at, trashed_at, first_published_at, created_at, updated_at, slug, locale, type)
            select id, id, 1, 0, live, publish_at, case when publish_at is not null then 1 end,
                expire_at, archived_at, trashed_at, first, now(), now(), id::text, 'en', 'article'
            from facts
            """;

    private static final String REVISIONS = """
            insert into revision (article_id, number, content, created_at, key_name)
            select a.id, 1, r.content, now(), 'test' from article a, revision r, article s
            where a.slug = a.id::text and s.slug = ? and r.article_id = s.id
            """;

    private static final String TERMS = """
            insert into article_term (term_id, article_id)
            select t.id, a.id from article a, term t where a.slug = a.id::text and t.slug = ?
            """;

    @Inject
    QueryResolver resolver;

    @Inject
    QueryReader queries;

    @Inject
    DSLContext sql;

    private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);

    @Test
    void listAndArticleAgreeOnTheStatus() {
        String tag = Sample.name("facts");
        Api.admin().post("/api/tags", "{\"name\": \"" + tag + "\"}").expect(201);
        String template = Sample.draft("Template");
        Map<ArticleStatus, Integer> sizes = new EnumMap<>(ArticleStatus.class);
        Set<UUID> seen = new HashSet<>();
        // Never committed, because {@code PublishScheduler} would process due articles.
        QuarkusTransaction.begin();
        try {
            assertThat(sql.execute(ALL_FACTS)).isEqualTo(2 * 3 * 3 * 2 * 2 * 2);
            sql.execute(REVISIONS, template);
            sql.execute(TERMS, tag);
            for (ArticleStatus status : ArticleStatus.values()) {
                List<UUID> listed = listed(tag, status);
                assertThat(listed)
                        .extracting(id -> Article.<Article>findById(id).status(now.toInstant()))
                        .containsOnly(status);
                listed.forEach(id -> assertThat(seen.add(id)).isTrue());
                sizes.put(status, listed.size());
            }
        } finally {
            QuarkusTransaction.rollback();
        }
        assertThat(seen).hasSize(2 * 3 * 3 * 2 * 2 * 2);
        assertThat(sizes.values()).allMatch(size -> size > 0);
    }

    private List<UUID> listed(String tag, ArticleStatus status) {
        List<Fault> faults = new ArrayList<>();
        Query query = queries.read(QueryParameters.of(Map.of("tag", List.of(tag))), faults);
        assertThat(faults).isEmpty();
        return new WorkingCopyRows(
                        DSL.noCondition(),
                        resolver.resolve(query, false).resolvedTerms(),
                        query,
                        Set.of(status),
                        now,
                        null)
                .rows(sql.select(WorkingCopyRows.A.ID), SearchPlan.ALL)
                .fetch(WorkingCopyRows.A.ID);
    }
}
