package dev.broadsheet.terms;

import dev.broadsheet.kernel.Command;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * Lists terms that may stand for several names which only transliteration made equal. Prints a line for each, separated
 * by tabs: id, kind, slug, reason, number of published articles, names. Until version 25 of the schema a name found the
 * term with the same transliteration, so 黎明 became 李明. The name that an article was sent with isn't stored, so the
 * command lists
 *
 * <ul>
 *   <li>{@code names-differ}: terms with two names (including aliases and former names) that have the same
 *       transliteration but fold differently;
 *   <li>{@code transliterated}: terms from before that version whose slug is a transliteration of their name.
 * </ul>
 *
 * <p>The command changes nothing. An editor checks the articles and corrects the term of those that mean another name.
 */
@ApplicationScoped
class CheckTermsCommand implements Command {

    private static final int ROWS = 1000;

    private static final String TERMS = """
            select t.id, t.kind, t.slug, t.name,
                array(select coalesce(a.name, a.slug) from term_alias a where a.term_id = t.id order by a.id) as others,
                t.created_at < (select min(installed_on) from flyway_schema_history where version = '25') as before,
                coalesce((select c.articles from term_count c where c.term_id = t.id), 0) as articles
            from term t where t.id > ?::uuid order by t.id limit ?
            """;

    private final DSLContext sql;

    CheckTermsCommand(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "terms check";
    }

    @Override
    public int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            System.err.println("terms check takes no arguments.");
            return 2;
        }
        int read = 0;
        int listed = 0;
        UUID last = new UUID(0, 0);
        Result<Record> rows;
        do {
            UUID from = last;
            rows = QuarkusTransaction.requiringNew().call(() -> sql.fetch(TERMS, from, ROWS));
            for (Record row : rows) {
                last = row.get("id", UUID.class);
                listed += print(row) ? 1 : 0;
            }
            read += rows.size();
        } while (rows.size() == ROWS);
        System.err.printf("Checked %d terms. Possibly several in one: %d.%n", read, listed);
        return listed == 0 ? 0 : 1;
    }

    private static boolean print(Record row) {
        List<String> names = new ArrayList<>(List.of(row.get("name", String.class)));
        names.addAll(List.of(row.get("others", String[].class)));
        String why = why(names, row.get("slug", String.class), Boolean.TRUE.equals(row.get("before", Boolean.class)));
        if (why == null) {
            return false;
        }
        System.out.println(String.join(
                "\t",
                row.get("id", UUID.class).toString(),
                row.get("kind", String.class),
                row.get("slug", String.class),
                why,
                String.valueOf(row.get("articles", Long.class)),
                String.join("\t", names)));
        return true;
    }

    /**
     * Null if there is no reason to check the term. A former slug counts as a spelling of a name, not as another name.
     */
    private static @Nullable String why(List<String> names, String slug, boolean before) {
        Map<String, String> bySpelling = new HashMap<>();
        for (String name : names) {
            String spelled = TermRef.spell(name);
            String folded = FoldedName.of(name);
            String other = spelled.equals(name) ? null : bySpelling.put(spelled, folded);
            if (other != null && !other.equals(folded)) {
                return "names-differ";
            }
        }
        String name = names.get(0);
        boolean transliterated =
                FoldedName.of(name).chars().anyMatch(c -> c >= 128) && slug.equals(TermRef.spell(name));
        return before && transliterated ? "transliterated" : null;
    }
}
