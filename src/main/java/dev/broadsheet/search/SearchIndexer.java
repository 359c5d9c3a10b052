package dev.broadsheet.search;

import static java.util.stream.Collectors.joining;

import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.articles.index.WorkingCopyIndex;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.publications.PublicationSearch;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.text.SearchVectorInput;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the search vectors of articles after one of their terms was renamed, merged or deleted, and of all articles
 * after the migration that added search. Runs outside of requests in small transactions, and skips rows that another
 * node is working on. An article whose row another transaction has locked waits for the next run.
 */
@ApplicationScoped
public class SearchIndexer {

    private static final Logger LOG = Logger.getLogger(SearchIndexer.class);
    private static final int ARTICLES = 50;
    private static final int TERMS = 500;

    private static final String MISSING = """
            delete from term_search_missing where term_id = any(array(
                select term_id from term_search_missing limit ? for update skip locked))
            returning term_id
            """;

    private static final String RENAMED = """
            with claimed as (
                select term_id, settled from search_renamed
                where not settled or renamed_at <= ?::timestamptz limit 1 for update skip locked),
            stale as (
                insert into search_stale (article_id)
                select t.article_id from claimed c join article_term t on t.term_id = c.term_id
                union select t.article_id from claimed c join publication_term t on t.term_id = c.term_id
                on conflict do nothing),
            done as (
                delete from search_renamed r using claimed c where r.term_id = c.term_id and c.settled),
            settled as (
                update search_renamed r set settled = true from claimed c where r.term_id = c.term_id and not c.settled)
            select count(*)::int from claimed
            """;

    private static final String CLAIM = """
            select article_id from search_stale where article_id > ?::uuid
            order by article_id limit ? for update skip locked
            """;

    private static final String LOCK =
            "select id from article where id = any(?::uuid[]) order by id for no key update skip locked";

    private static final String DONE = """
            delete from search_stale s where s.article_id = any(?::uuid[])
                or s.article_id = any(?::uuid[]) and not exists (select from article a where a.id = s.article_id)
            """;

    private static final String LIVE = """
            select p.article_id, p.published_at, p.locale, p.title, %s, p.body_text, array(
                select n.name from publication_term t join term n on n.id = t.term_id
                where t.article_id = p.article_id order by n.name) as names
            from publication p where p.article_id = any(?::uuid[])
            """.formatted(ArticleMembers.SEARCHED.stream()
            .map(member -> "p." + member.column())
            .collect(joining(", ")));

    /** Working copies that aren't at the live revision. Only those have a vector of their own. */
    private static final String WORKING = """
            select a.id, a.revision, v.content::text as content, array(
                select n.name from article_term t join term n on n.id = t.term_id
                where t.article_id = a.id order by n.name) as names
            from article a join revision v on v.article_id = a.id and v.number = a.revision
            where a.id = any(?::uuid[]) and a.live_revision is distinct from a.revision
            """;

    /** Deadline for one statement. The longest one marks all articles of a renamed term. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final DSLContext sql;
    private final StatementDeadline deadline;
    private final StoredVocabulary vocabulary;
    private final TermIndexer termIndexer;
    private final Clock clock;

    SearchIndexer(
            DSLContext sql,
            StatementDeadline deadline,
            StoredVocabulary vocabulary,
            TermIndexer termIndexer,
            Clock clock) {
        this.sql = sql;
        this.deadline = deadline;
        this.vocabulary = vocabulary;
        this.termIndexer = termIndexer;
        this.clock = clock;
    }

    @Scheduled(
            every = "${broadsheet.search.every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    void runScheduled() {
        run();
    }

    /** Does all pending work. */
    public void run() {
        while (inTransaction(this::indexSomeTerms)) {}
        while (inTransaction(this::spreadOneRename)) {}
        UUID last = new UUID(0, 0);
        while (last != null) {
            UUID from = last;
            last = inTransaction(() -> refresh(from));
        }
    }

    private <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            deadline.extend(TIMEOUT);
            return work.get();
        });
    }

    private boolean indexSomeTerms() {
        List<UUID> terms = sql.resultQuery(MISSING, TERMS).fetch(0, UUID.class);
        terms.forEach(termIndexer::indexNames);
        return !terms.isEmpty();
    }

    private boolean spreadOneRename() {
        return sql.resultQuery(RENAMED, utc(clock.now().minus(StoredVocabulary.SLACK)))
                        .fetchSingle(0, Integer.class)
                > 0;
    }

    /** @return the id to continue after; null if nothing is left */
    private @Nullable UUID refresh(UUID from) {
        UUID[] claimed =
                sql.resultQuery(CLAIM, from, ARTICLES).fetch(0, UUID.class).toArray(UUID[]::new);
        if (claimed.length == 0) {
            return null;
        }
        UUID[] locked =
                sql.resultQuery(LOCK, (Object) claimed).fetch(0, UUID.class).toArray(UUID[]::new);
        List<Runnable> writes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Record row : sql.resultQuery(LIVE, (Object) locked).fetch()) {
            List<String> names = Arrays.asList(row.get("names", String[].class));
            SearchVectorInput words = SearchVectorInput.of(
                    row.get("locale", String.class),
                    row.get("title", String.class),
                    ArticleMembers.SEARCHED.stream()
                            .map(member -> row.get(member.column(), String.class))
                            .filter(Objects::nonNull)
                            .toList(),
                    names,
                    row.get("body_text", String.class));
            texts.add(row.get("title", String.class));
            texts.addAll(names);
            UUID article = row.get("article_id", UUID.class);
            OffsetDateTime publishedAt = row.get("published_at", OffsetDateTime.class);
            writes.add(() -> PublicationSearch.store(sql, article, publishedAt, words));
        }
        for (Record row : sql.resultQuery(WORKING, (Object) locked).fetch()) {
            Content content;
            try {
                content = ContentConverter.read(row.get("content", String.class));
            } catch (UnreadableContent damaged) {
                LOG.errorf("Article %s keeps its old search words: %s", row.get("id", UUID.class), damaged.reason());
                continue;
            }
            SearchVectorInput words = content.indexedText(Arrays.stream(row.get("names", String[].class))
                    .map(name -> new TermName(new UUID(0, 0), "", name))
                    .toList());
            UUID article = row.get("id", UUID.class);
            int revision = row.get("revision", Integer.class);
            writes.add(() -> WorkingCopyIndex.storeSearch(sql, article, revision, words));
        }
        writes.forEach(Runnable::run);
        vocabulary.add(texts.stream());
        sql.execute(DONE, locked, claimed);
        return claimed[claimed.length - 1];
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
