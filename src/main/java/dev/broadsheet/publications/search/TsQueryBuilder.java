package dev.broadsheet.publications.search;

import dev.broadsheet.text.Tokenizer;
import dev.broadsheet.text.WebQuery;
import dev.broadsheet.text.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@code tsquery} of a search for every language of the articles, in one statement, and finds spelling
 * corrections.
 */
@ApplicationScoped
public class TsQueryBuilder {

    /**
     * A stop word of a language is dropped in that language, unless its block has no other word. Besides the stem, the
     * folded spelling is matched, and the prefix of a word that is typed incompletely.
     */
    private static final String PLAN = """
            with word as (
                select l.config, w.block, w.negated,
                    phraseto_tsquery(l.config::regconfig, case l.config when 'simple' then w.folded else w.plain end) as stem,
                    phraseto_tsquery('simple', w.folded) || coalesce(to_tsquery('simple', w.beginnings), ''::tsquery) as typed
                from search_language l, unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                    as w(block, plain, folded, beginnings, negated)),
            block as (
                select config,
                    all_of(case when numnode(stem) = 0 then ''::tsquery
                        when negated then !!(stem || typed) else stem || typed end) as meant,
                    all_of(case when negated then !!typed else typed end) as spelled,
                    any_of(case when negated then ''::tsquery else stem || typed end) as shown
                from word group by config, block),
            language as (
                select config, any_of(case when numnode(meant) = 0 then spelled else meant end) as query,
                    regexp_replace(any_of(shown)::text, '<(-|[0-9]+)>', '|', 'g') as shown
                from block group by config),
            asked as (
                select string_agg('''~' || config || ''' & (' || query::text || ')', ' | ' order by config) as match,
                    string_agg('(' || query::text || ')', ' | ' order by config) as rank,
                    array_agg(config order by config) as configs, array_agg(shown order by config) as shown
                from language where numnode(query) > 0)
            select match, rank, configs, shown, live_hits_expected(match::tsquery) as expected,
                live_hits_known(match::tsquery) as known,
                (select reltuples::float8 from pg_class where oid = 'publication_search'::regclass) as total
            from asked
            """;

    /**
     * For a search without any hits: for each of its words that no article has, similarly spelled words of the
     * vocabulary.
     */
    private static final String SIMILAR_WORDS = """
            with word as (
                select w.word, w.grams, phraseto_tsquery(l.config::regconfig, case l.config when 'simple' then w.word else w.plain end)
                    || phraseto_tsquery('simple', w.word) || coalesce(to_tsquery('simple', w.beginnings), ''::tsquery) as query
                from search_language l, unnest(?::text[], ?::text[], ?::text[], ?::text[])
                    as w(word, plain, beginnings, grams)),
            sought as (
                select word, string_to_array(grams, ' ') as grams, any_of(query) as query from word group by word, grams),
            missed as (
                select word, grams from sought
                where not exists (select from live_hits(query))
                    and (not ?::boolean or not exists (select from working_hits(query))))
            select m.word, v.word as other, v.spelling
            from missed m left join lateral (
                select s.word, s.spelling from search_word s
                where s.grams && m.grams and char_length(s.word) between char_length(m.word) - 2 and char_length(m.word) + 2
                order by (select count(*) from unnest(s.grams) g where g = any(m.grams)) desc, s.word limit 50) v on true
            where not exists (select from live_hits(?::tsquery))
                and (not ?::boolean or not exists (select from working_hits(?::tsquery)))
            """;

    /** Which of these words an article contains now. */
    private static final String PUBLISHED_WORDS = """
            select w.word from unnest(?::text[]) as w(word)
            where exists (select from live_hits(phraseto_tsquery('simple', w.word)))
                or (?::boolean and exists (select from working_hits(phraseto_tsquery('simple', w.word))))
            """;

    /** Titles and names of articles that went live since the vocabulary was last updated. */
    private static final String UNREAD_TITLES = """
            select p.title, array(
                select n.name from publication_term t join term n on n.id = t.term_id
                where t.article_id = p.article_id) as names
            from publication p where p.updated_at > (select seen_until from search_vocabulary)
            order by p.updated_at desc limit 500
            """;

    private static final Field<String> MATCH = DSL.field(DSL.name("match"), String.class);
    private static final Field<String> RANK = DSL.field(DSL.name("rank"), String.class);
    private static final Field<String[]> CONFIGS = DSL.field(DSL.name("configs"), String[].class);
    private static final Field<String[]> SHOWN = DSL.field(DSL.name("shown"), String[].class);
    private static final Field<Double> EXPECTED = DSL.field(DSL.name("expected"), Double.class);
    private static final Field<Boolean> KNOWN = DSL.field(DSL.name("known"), Boolean.class);
    private static final Field<Double> TOTAL = DSL.field(DSL.name("total"), Double.class);

    /** The columns of {@link #planTable}. */
    public static final List<Field<?>> COLUMNS = List.of(MATCH, RANK, CONFIGS, SHOWN, EXPECTED, KNOWN, TOTAL);

    private final DSLContext sql;

    public TsQueryBuilder(DSLContext sql) {
        this.sql = sql;
    }

    public SearchPlan plan(WebQuery query) {
        return read(sql.select(COLUMNS).from(planTable(query).as("q")).fetchSingle());
    }

    /** The statement that builds the plan, as a table of one row, to be joined into another statement. */
    public Table<?> planTable(WebQuery query) {
        return DSL.table("({0})", DSL.resultQuery(PLAN, query.toArrays()));
    }

    /** @param row a row of {@link #planTable} */
    public static SearchPlan read(Record row) {
        String match = row.get(MATCH);
        return match == null
                ? new SearchPlan(SearchPlan.NOTHING, SearchPlan.NOTHING, List.of(), List.of(), 0, 0, false)
                : new SearchPlan(
                        match,
                        row.get(RANK),
                        Arrays.asList(row.get(CONFIGS)),
                        Arrays.asList(row.get(SHOWN)),
                        row.get(EXPECTED),
                        Objects.requireNonNullElse(row.get(TOTAL), 0.0),
                        row.get(KNOWN));
    }

    /**
     * A plan that searches titles only, for the words as they are typed. Its hits are neither ranked nor highlighted.
     */
    public SearchPlan planForTitles(WebQuery query) {
        String match = query.toTsQuery();
        Record row = sql.resultQuery("""
                        select live_hits_expected(q.query, 'title') as expected,
                            live_hits_known(q.query, 'title') as known,
                            (select reltuples::float8 from pg_class where oid = 'publication_search'::regclass) as total
                        from (select ?::tsquery as query) q
                        """, match).fetchSingle();
        return new SearchPlan(
                match,
                null,
                List.of(),
                List.of(),
                row.get("expected", Double.class),
                Objects.requireNonNullElse(row.get("total", Double.class), 0.0),
                row.get("known", Boolean.class));
    }

    /**
     * Suggests a corrected query. Only if no article matches the query, regardless of the other conditions of the list;
     * and only words that no article contains are replaced, by words of titles and names. Quoted words are never
     * replaced.
     *
     * @param working whether working copies count as articles
     */
    public Optional<WebQuery> correct(WebQuery query, SearchPlan searchPlan, boolean working) {
        List<WebQuery.Part> parts = query.parts().stream()
                .filter(part ->
                        !part.quoted() && !part.negated() && part.words().size() == 1)
                .filter(part -> Spelling.isLong(part.folded()))
                .toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Set<String> missed = new HashSet<>();
        Map<String, Spelling.Candidate> best = new HashMap<>();
        sql.resultQuery(
                        SIMILAR_WORDS,
                        parts.stream().map(WebQuery.Part::folded).toArray(String[]::new),
                        parts.stream().map(WebQuery.Part::plain).toArray(String[]::new),
                        parts.stream()
                                .map(part -> part.prefix() ? part.beginnings() : null)
                                .toArray(String[]::new),
                        parts.stream()
                                .map(part -> String.join(" ", Spelling.trigrams(part.folded())))
                                .toArray(String[]::new),
                        working,
                        searchPlan.match(),
                        working,
                        searchPlan.match())
                .forEach(row -> {
                    String word = row.get("word", String.class);
                    missed.add(word);
                    compare(word, row.get("other", String.class), row.get("spelling", String.class), best);
                });
        if (!missed.isEmpty()) {
            newWords().forEach(other -> missed.forEach(word -> compare(word, other.folded(), other.plain(), best)));
        }
        removeUnpublished(best, working);
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> spellings = new HashMap<>();
        best.forEach((word, candidate) -> spellings.put(word, candidate.spelling()));
        return Optional.of(query.withSpellings(spellings));
    }

    /**
     * The vocabulary keeps words of articles that have been taken down; a word that readers can't find is never
     * suggested.
     */
    private void removeUnpublished(Map<String, Spelling.Candidate> best, boolean working) {
        if (best.isEmpty()) {
            return;
        }
        String[] words = best.values().stream()
                .map(candidate -> Tokenizer.folded(candidate.spelling()))
                .distinct()
                .toArray(String[]::new);
        Set<String> there =
                new HashSet<>(sql.resultQuery(PUBLISHED_WORDS, words, working).fetch("word", String.class));
        best.values().removeIf(candidate -> !there.contains(Tokenizer.folded(candidate.spelling())));
    }

    private static void compare(
            String word, @Nullable String other, @Nullable String spelling, Map<String, Spelling.Candidate> best) {
        if (other != null && spelling != null && Spelling.isLong(other)) {
            Spelling.candidate(word, other, spelling)
                    .ifPresent(found ->
                            best.merge(word, found, (one, two) -> two.distance() < one.distance() ? two : one));
        }
    }

    private Stream<Word> newWords() {
        return sql.resultQuery(UNREAD_TITLES).fetch().stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(row.get("title", String.class)), Arrays.stream(row.get("names", String[].class))))
                .flatMap(text -> Tokenizer.tokenize(text).stream());
    }

    /** Adds the words of titles and names to the vocabulary of spelling corrections. */
    public void addToVocabulary(Stream<Word> words) {
        Map<String, String> spellings = new java.util.TreeMap<>();
        words.filter(word -> Spelling.isLong(word.folded()))
                .forEach(word -> spellings.putIfAbsent(word.folded(), word.plain()));
        if (!spellings.isEmpty()) {
            sql.execute(
                    """
                    insert into search_word (word, spelling, grams)
                    select w.word, w.spelling, string_to_array(w.grams, ' ')
                    from unnest(?::text[], ?::text[], ?::text[]) as w(word, spelling, grams)
                    where not exists (select from search_word k where k.word = w.word)
                    order by w.word
                    on conflict do nothing
                    """,
                    spellings.keySet().toArray(String[]::new),
                    spellings.values().toArray(String[]::new),
                    spellings.keySet().stream()
                            .map(word -> String.join(" ", Spelling.trigrams(word)))
                            .toArray(String[]::new));
        }
    }
}
