package dev.broadsheet.search;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.publications.search.Vocabulary;
import dev.broadsheet.text.Spelling;
import dev.broadsheet.text.Tokenizer;
import dev.broadsheet.text.Word;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The vocabulary in the database. A job adds the words of the titles and names that went live since its last run. A
 * search for similar words also reads the titles that the job hasn't added yet, the newest 500 at most.
 */
@ApplicationScoped
public class StoredVocabulary implements Vocabulary {

    private static final int TITLES = 500;

    /** Maximum time between the timestamp of a write and its commit. Jobs look back that far to miss no write. */
    static final Duration SLACK = Duration.ofMinutes(10);

    /** Deadline for one statement. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final String LOCK = """
            select only_row from search_vocabulary for update skip locked
            """;

    private static final String TITLES_SINCE_LAST_RUN = """
            select p.updated_at, p.title, array(
                select n.name from publication_term t join term n on n.id = t.term_id
                where t.article_id = p.article_id) as names
            from publication p where p.updated_at > (select seen_until from search_vocabulary)
            """;

    private static final String NEXT_TITLES =
            TITLES_SINCE_LAST_RUN + " order by p.updated_at fetch first ? rows with ties";

    private static final String NEWEST_TITLES = TITLES_SINCE_LAST_RUN + " order by p.updated_at desc limit ?";

    private static final String ADD = """
            insert into search_word (word, spelling, grams)
            select w.word, w.spelling, string_to_array(w.grams, ' ')
            from unnest(?::text[], ?::text[], ?::text[]) as w(word, spelling, grams)
            where not exists (select from search_word k where k.word = w.word)
            order by w.word
            on conflict do nothing
            """;

    private static final String SIMILAR = """
            select m.word, v.word as other, v.spelling
            from (select word, string_to_array(grams, ' ') as grams from unnest(?::text[], ?::text[]) as w(word, grams)) m,
            lateral (
                select s.word, s.spelling from search_word s
                where s.grams && m.grams and char_length(s.word) between char_length(m.word) - 2 and char_length(m.word) + 2
                order by (select count(*) from unnest(s.grams) g where g = any(m.grams)) desc, s.word limit 50) v
            """;

    private final DSLContext sql;
    private final StatementDeadline deadline;
    private final Clock clock;

    StoredVocabulary(DSLContext sql, StatementDeadline deadline, Clock clock) {
        this.sql = sql;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public List<SimilarWord> findSimilar(Collection<String> words) {
        List<SimilarWord> similar =
                new ArrayList<>(sql.resultQuery(SIMILAR, words.toArray(String[]::new), trigrams(words))
                        .fetch(row -> new SimilarWord(
                                row.get("word", String.class),
                                row.get("other", String.class),
                                row.get("spelling", String.class))));
        words(texts(sql.resultQuery(NEWEST_TITLES, TITLES).fetch()))
                .forEach(other ->
                        words.forEach(word -> similar.add(new SimilarWord(word, other.folded(), other.plain()))));
        return similar;
    }

    @Scheduled(
            every = "${broadsheet.search.vocabulary-every:5m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void updateScheduled() {
        update();
    }

    /** Adds the words of titles and names that are newer than the last run. */
    public void update() {
        while (QuarkusTransaction.requiringNew().call(this::addNextTitles)) {}
    }

    private boolean addNextTitles() {
        deadline.extend(TIMEOUT);
        if (sql.resultQuery(LOCK).fetchOne() == null) {
            return false;
        }
        List<Record> page = sql.resultQuery(NEXT_TITLES, TITLES).fetch();
        add(texts(page));
        boolean more = page.size() >= TITLES;
        OffsetDateTime until = more
                ? page.get(page.size() - 1).get("updated_at", OffsetDateTime.class)
                : clock.now().minus(SLACK).atOffset(ZoneOffset.UTC);
        sql.execute("update search_vocabulary set seen_until = ?::timestamptz", until);
        return more;
    }

    /** Adds the words of titles and names. */
    void add(Stream<String> texts) {
        Map<String, String> spellings = new TreeMap<>();
        words(texts).forEach(word -> spellings.putIfAbsent(word.folded(), word.plain()));
        if (!spellings.isEmpty()) {
            sql.execute(
                    ADD,
                    spellings.keySet().toArray(String[]::new),
                    spellings.values().toArray(String[]::new),
                    trigrams(spellings.keySet()));
        }
    }

    private static Stream<String> texts(List<Record> titles) {
        return titles.stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(row.get("title", String.class)), Arrays.stream(row.get("names", String[].class))));
    }

    private static Stream<Word> words(Stream<String> texts) {
        return texts.filter(Objects::nonNull)
                .flatMap(text -> Tokenizer.tokenize(text).stream())
                .filter(word -> Spelling.isLong(word.folded()));
    }

    private static String[] trigrams(Collection<String> words) {
        return words.stream()
                .map(word -> String.join(" ", Spelling.trigrams(word)))
                .toArray(String[]::new);
    }
}
