package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.ScratchSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Migrates a store in which terms were found by the transliteration of their names. */
@QuarkusTest
class FoldedNamesMigrationTest {

    private static final String LI = "00000000-0000-7000-8000-0000000000aa";
    private static final String ENERGY = "00000000-0000-7000-8000-0000000000bb";
    private static final String NAMESAKE = "00000000-0000-7000-8000-0000000000cc";
    private static final String NEW = "00000000-0000-7000-8000-0000000000dd";

    @Test
    void migrationKeepsIdsAndListsAmbiguousTerms() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("24")) {
            DSLContext sql = scratch.sql();
            sql.execute("""
                    insert into term (id, kind, slug, name, version, created_at, updated_at) values
                        (?::uuid, 'author', 'li-ming', '李明', 1, now(), now()),
                        (?::uuid, 'tag', 'energy', 'Energy', 1, now(), now()),
                        (?::uuid, 'tag', 'energy-b', 'ENERGY', 1, now(), now())
                    """, LI, ENERGY, NAMESAKE);
            sql.execute("""
                    insert into term_alias (kind, slug, name, term_id, written, former) values
                        ('tag', 'energie', 'Énergie', ?::uuid, true, false),
                        ('tag', 'power', null, ?::uuid, false, true)
                    """, ENERGY, ENERGY);

            scratch.migrate("latest");
            FoldedNames names = new FoldedNames(sql);
            assertThat(names.fill()).isTrue();
            assertThat(names.fill()).as("once").isFalse();
            assertThat(sql.fetch("select folded from term order by id").getValues(0, String.class))
                    .containsExactly("李明", "energy", "energy");
            assertThat(sql.fetch("select folded from term_alias order by slug").getValues(0, String.class))
                    .containsExactly("énergie", "power");

            sql.execute("""
                    insert into term (id, kind, slug, name, folded, version, created_at, updated_at) values
                        (?::uuid, 'author', 'li-ming-2', '黎明', '黎明', 1, now() + interval '1 minute', now())
                    """, NEW);
            assertThat(check(sql)).containsExactly(LI + "\tauthor\tli-ming\ttransliterated\t0\t李明");
            sql.execute("""
                    insert into term_alias (kind, slug, name, folded, term_id, written, former) values
                        ('tag', null, 'Energie', 'energie', ?::uuid, true, false)
                    """, ENERGY);
            assertThat(check(sql))
                    .hasSize(2)
                    .contains(ENERGY + "\ttag\tenergy\tnames-differ\t0\tEnergy\tÉnergie\tpower\tEnergie");
        }
    }

    private static List<String> check(DSLContext sql) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(new CheckTermsCommand(sql).run(List.of())).isEqualTo(1);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\t"))
                .toList();
    }
}
