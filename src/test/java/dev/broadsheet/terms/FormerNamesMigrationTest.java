package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.ScratchSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Migrates a store in which former slugs and aliases weren't distinguished. */
@QuarkusTest
class FormerNamesMigrationTest {

    private static final String TAG = "00000000-0000-7000-8000-0000000000aa";
    private static final String MERGED = "00000000-0000-7000-8000-0000000000bb";
    private static final String OTHER = "00000000-0000-7000-8000-0000000000cc";

    @Test
    void formerNamesAreTakenFromTheLog() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("12")) {
            DSLContext sql = scratch.sql();
            sql.execute("""
                    insert into term (id, kind, slug, name, version, created_at, updated_at) values
                        (?::uuid, 'tag', 'energy', 'Energy', 3, now(), now()),
                        (?::uuid, 'tag', 'oil', 'Oil', 1, now(), now())
                    """, TAG, OTHER);
            sql.execute("insert into term_former values (?::uuid, 'tag', ?::uuid)", MERGED, TAG);
            sql.execute("""
                    insert into term_alias (kind, slug, term_id, name)
                    select 'tag', a.slug, ?::uuid, a.name
                    from (values ('power', null), ('supply', null), ('energie', 'Énergie'), ('watt', null)) as a(slug, name)
                    """, TAG);
            sql.execute(
                    """
                    insert into change (kind, live, term_id, slug, at, actor)
                    select c.kind, true, c.term::uuid, c.slug, now(), 'first'
                    from unnest(?::text[], ?::text[], ?::text[]) as c(kind, term, slug)
                    """,
                    new String[] {"term.created", "term.changed", "term.created", "term.created"},
                    new String[] {TAG, TAG, MERGED, OTHER},
                    new String[] {"power", "energy", "supply", "watt"});

            scratch.migrate("latest");
            assertThat(slugs(sql, "former")).containsExactly("power", "supply");
            assertThat(slugs(sql, "written")).as("what else there is").containsExactly("energie", "watt");
        }
    }

    private static List<String> slugs(DSLContext sql, String reason) {
        return sql.fetch(
                        "select slug from term_alias where case ? when 'former' then former else written end order by 1",
                        reason)
                .getValues(0, String.class);
    }
}
