package dev.broadsheet.publications.search;

import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.text.Spelling;
import dev.broadsheet.text.Tokenizer;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** Finds spelling corrections for searches without hits. */
@ApplicationScoped
public class SpellingCorrector {

    /** The words of a search that no article contains. Empty if any article matches the whole search. */
    private static final PreparedQuery MISSING_WORDS = PreparedQuery.ofSql("""
            with word as (
                select w.word, phraseto_tsquery(l.config::regconfig, case l.config when 'simple' then w.word else w.plain end)
                    || phraseto_tsquery('simple', w.word) || coalesce(to_tsquery('simple', w.beginnings), ''::tsquery) as query
                from search_language l, unnest(:words::text[], :plain::text[], :beginnings::text[]) as w(word, plain, beginnings)),
            searched as (
                select word, any_of(query) as query from word group by word)
            select word from searched
            where not exists (select from live_hits(query))
                and (not :working::boolean or not exists (select from working_hits(query)))
                and not exists (select from live_hits(:query::tsquery))
                and (not :working::boolean or not exists (select from working_hits(:query::tsquery)))
            """);

    /** Those of the given words that an article contains now. */
    private static final String PUBLISHED_WORDS = """
            select w.word from unnest(?::text[]) as w(word)
            where exists (select from live_hits(phraseto_tsquery('simple', w.word)))
                or (?::boolean and exists (select from working_hits(phraseto_tsquery('simple', w.word))))
            """;

    private final DSLContext sql;
    private final Vocabulary vocabulary;

    SpellingCorrector(DSLContext sql, Vocabulary vocabulary) {
        this.sql = sql;
        this.vocabulary = vocabulary;
    }

    /**
     * Suggests a corrected query if no article matches the query, regardless of the other conditions of the list.
     * Replaces only words that no article contains, by words of titles and names. Quoted and negated words are never
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
        Set<String> missing = parts.isEmpty() ? Set.of() : missing(parts, searchPlan, working);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Spelling.Candidate> best = new HashMap<>();
        for (Vocabulary.SimilarWord similar : vocabulary.findSimilar(missing)) {
            Spelling.candidate(similar.word(), similar.other(), similar.spelling())
                    .ifPresent(found -> best.merge(
                            similar.word(), found, (one, two) -> two.distance() < one.distance() ? two : one));
        }
        removeUnpublished(best, working);
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> spellings = new HashMap<>();
        best.forEach((word, candidate) -> spellings.put(word, candidate.spelling()));
        return Optional.of(query.withSpellings(spellings));
    }

    private Set<String> missing(List<WebQuery.Part> parts, SearchPlan searchPlan, boolean working) {
        return Set.copyOf(MISSING_WORDS
                .with("words", parts.stream().map(WebQuery.Part::folded).toArray(String[]::new))
                .with("plain", parts.stream().map(WebQuery.Part::plain).toArray(String[]::new))
                .with(
                        "beginnings",
                        parts.stream().map(WebQuery.Part::beginnings).toArray(String[]::new))
                .with("working", working)
                .with("query", searchPlan.match())
                .fetch(sql)
                .getValues("word", String.class));
    }

    /**
     * Removes candidates that no article contains now: the vocabulary keeps the words of articles that have been taken
     * down.
     */
    private void removeUnpublished(Map<String, Spelling.Candidate> best, boolean working) {
        if (best.isEmpty()) {
            return;
        }
        String[] words = best.values().stream()
                .map(candidate -> Tokenizer.folded(candidate.spelling()))
                .distinct()
                .toArray(String[]::new);
        Set<String> published =
                new HashSet<>(sql.resultQuery(PUBLISHED_WORDS, words, working).fetch("word", String.class));
        best.values().removeIf(candidate -> !published.contains(Tokenizer.folded(candidate.spelling())));
    }
}
