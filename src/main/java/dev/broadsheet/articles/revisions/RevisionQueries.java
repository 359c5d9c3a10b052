package dev.broadsheet.articles.revisions;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads an article's revisions for editors. */
@ApplicationScoped
public class RevisionQueries {

    private static final Field<Integer> NUMBER = field(name("number"), Integer.class);
    private static final Field<UUID> ARTICLE = field(name("article_id"), UUID.class);
    private static final Field<OffsetDateTime> CREATED = field(name("created_at"), OffsetDateTime.class);
    private static final Field<String> KEY_NAME = field(name("key_name"), String.class);
    private static final Field<UUID> KEY_ID = field(name("key_id"), UUID.class);
    private static final Field<Boolean> AUTOSAVE = field(name("autosave"), Boolean.class);
    private static final Field<String> NOTE = field(name("note"), String.class);
    private static final Field<String> TITLE =
            field("content ->> 'title'", String.class).as("title");

    /** Limit of the revisions listed in a 412 response. */
    private static final int MAX_REVISIONS = 20;

    private final Slugs slugs;
    private final WorkingCopies workingCopies;
    private final DSLContext sql;
    private final Clock clock;

    RevisionQueries(Slugs slugs, WorkingCopies workingCopies, DSLContext sql, Clock clock) {
        this.slugs = slugs;
        this.workingCopies = workingCopies;
        this.sql = sql;
        this.clock = clock;
    }

    /** @param autosave true for autosaves only, false for all others, null for all */
    public Page<RevisionView> list(String name, @Nullable Boolean autosave, PageRequest page) {
        Article article = slugs.require(name);
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(NUMBER, true, String::valueOf, Integer::valueOf)),
                "revisions " + article.id + " " + autosave);
        Condition of = autosave == null
                ? ARTICLE.eq(article.id)
                : ARTICLE.eq(article.id).and(AUTOSAVE.eq(autosave));
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(table(name("revision")), of)) : null;
        return sort.page(
                page,
                sql.select(NUMBER, CREATED, KEY_NAME, KEY_ID, NOTE, AUTOSAVE, TITLE)
                        .from(table(name("revision")))
                        .where(of),
                total,
                row -> view(row, article));
    }

    public ObjectNode get(String name, int number, Set<BodyFormat> bodyFormats) {
        Article article = slugs.require(name);
        Revision revision =
                Revision.of(article.id, number).orElseThrow(() -> new NotFoundProblem("revision", name + "/" + number));
        ObjectNode tree = workingCopies.view(article, revision, bodyFormats);
        tree.put("revision", number);
        return tree.putPOJO("entry", RevisionView.of(revision, article));
    }

    /**
     * Adds to a 412 what has changed since the expected revision: the members that differ and the revisions since,
     * newest first.
     */
    public Problem withChangesSince(Problem refusal, Article article, Optional<Integer> expected) {
        if (refusal.code() != ProblemCode.PRECONDITION_FAILED || expected.isEmpty()) {
            return refusal;
        }
        int known = expected.get();
        if (known > article.revision) {
            return refusal;
        }
        Optional<Content> then = Revision.of(article.id, known).flatMap(Revision::contentIfReadable);
        Optional<Content> now = Revision.of(article.id, article.revision).flatMap(Revision::contentIfReadable);
        List<RevisionView> since = known >= article.revision ? List.of() : since(article, known);
        return refusal.with(
                "changes",
                new ChangesSince(
                        known,
                        article.revision,
                        then.isPresent() && now.isPresent() ? then.get().changedMembers(now.get()) : null,
                        article.status(clock.now()),
                        since));
    }

    private List<RevisionView> since(Article article, int known) {
        return sql.select(NUMBER, CREATED, KEY_NAME, KEY_ID, NOTE, TITLE, AUTOSAVE)
                .from(table(name("revision")))
                .where(ARTICLE.eq(article.id))
                .and(NUMBER.gt(known))
                .orderBy(NUMBER.desc())
                .limit(MAX_REVISIONS)
                .fetch(row -> view(row, article));
    }

    private static RevisionView view(Record row, Article article) {
        return new RevisionView(
                row.get(NUMBER),
                row.get(CREATED).toInstant(),
                row.get(KEY_NAME),
                row.get(KEY_ID),
                row.get(NOTE),
                row.get(TITLE),
                row.get(AUTOSAVE),
                row.get(NUMBER).equals(article.liveRevision),
                row.get(NUMBER).equals(article.publishRevision));
    }
}
