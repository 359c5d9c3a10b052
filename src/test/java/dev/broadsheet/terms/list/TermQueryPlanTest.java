package dev.broadsheet.terms.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.publications.list.model.LargeStore;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.testkit.ScratchSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * The cost of pages of tags without a key: 40,000 tags, half of them in use, and a thousand unused parents of ten tags
 * each.
 */
@QuarkusTest
class TermQueryPlanTest {

    @Test
    void pageWithParentsUsesAnIndex() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("latest")) {
            DSLContext sql = scratch.sql();
            fill(sql);
            for (String sort : List.of("name", "-slug")) {
                for (PageRequest page : List.of(
                        new PageRequest(20, null, null, 0, false), new PageRequest(20, null, null, 200, false))) {
                    String plan = plan(sql, sort, page);
                    assertThat(plan).as(sort).doesNotContain("Seq Scan on term ", "Seq Scan on publication_term");
                    assertThat(LargeStore.blocks(plan)).as(plan).isLessThan(80 * (page.limit() + page.offset()));
                }
            }
            // This sort reads all terms once anyway, for their counts.
            String counted = plan(sql, "-count", new PageRequest(20, null, null, 0, false));
            assertThat(counted).doesNotContain("Seq Scan on publication_term");
            assertThat(LargeStore.blocks(counted)).as(counted).isLessThan(150_000);
        }
    }

    private static void fill(DSLContext sql) {
        sql.execute("alter table publication_term drop constraint publication_term_article_id_fkey");
        sql.execute("""
                insert into term (id, kind, slug, name, version, created_at, updated_at)
                select gen_random_uuid(), 'tag', 'tag-' || n, 'Tag ' || md5(n::text), 1, now(), now()
                from generate_series(1, 40000) n
                """);
        sql.execute("""
                update term t set parent_id = p.id from term p
                where t.slug ~ '^tag-[0-9]+$' and substr(t.slug, 5)::int between 1001 and 11000
                    and p.slug = 'tag-' || (1 + substr(t.slug, 5)::int % 1000)
                """);
        sql.execute("""
                insert into publication_term (term_id, published_at, article_id)
                select id, now(), gen_random_uuid() from term, generate_series(1, 5)
                where substr(slug, 5)::int > 1000 and substr(slug, 5)::int % 2 = 0
                """);
        sql.execute("""
                insert into term_count (term_id, articles, working_copies)
                select term_id, sum(articles), 0 from term_count_change group by term_id
                """);
        sql.execute("truncate term_count_change");
        sql.execute("vacuum analyze");
    }

    private static String plan(DSLContext sql, String sort, PageRequest page) {
        List<String> queries = new ArrayList<>();
        new TermQueries(DSL.using(sql.configuration()
                        .derive(ExecuteListener.onExecuteStart(statement ->
                                queries.add(DSL.using(SQLDialect.POSTGRES).renderInlined(statement.query()))))))
                .list(TermKind.TAG, TermSort.read(sort), null, page, false);
        assertThat(queries).hasSize(1);
        return String.join(
                "\n",
                sql.fetch("explain (analyze, buffers, costs off) {0}", DSL.sql(queries.get(0)))
                        .getValues(0, String.class));
    }
}
