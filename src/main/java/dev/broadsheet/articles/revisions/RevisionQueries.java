package dev.broadsheet.articles.revisions;

import static dev.broadsheet.articles.RevisionTable.REVISION;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads an article's revisions for editors. */
@ApplicationScoped
public class RevisionQueries {

    private static final Field<String> TITLE =
            field("{0} ->> 'title'", String.class, REVISION.CONTENT).as("title");

    /** Limit of the revisions listed in a 412 response. */
    private static final int MAX_REVISIONS = 20;

    private final ArticleRules articleRules;
    private final WorkingCopies workingCopies;
    private final DSLContext sql;
    private final Clock clock;

    RevisionQueries(ArticleRules articleRules, WorkingCopies workingCopies, DSLContext sql, Clock clock) {
        this.articleRules = articleRules;
        this.workingCopies = workingCopies;
        this.sql = sql;
        this.clock = clock;
    }

    /** @param autosave true for autosaves only, false for all others, null for all */
    public Page<RevisionView> list(String name, @Nullable Boolean autosave, PageRequest page) {
        Article article = articleRules.require(name);
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(REVISION.NUMBER, true, String::valueOf, Integer::valueOf)),
                "revisions " + article.id + " " + autosave);
        Condition of = autosave == null
                ? REVISION.ARTICLE_ID.eq(article.id)
                : REVISION.ARTICLE_ID.eq(article.id).and(REVISION.AUTOSAVE.eq(autosave));
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(REVISION, of)) : null;
        return sort.page(
                page,
                sql.select(
                                REVISION.NUMBER,
                                REVISION.CREATED_AT,
                                REVISION.KEY_NAME,
                                REVISION.KEY_ID,
                                REVISION.NOTE,
                                REVISION.AUTOSAVE,
                                TITLE)
                        .from(REVISION)
                        .where(of),
                total,
                row -> view(row, article));
    }

    public ObjectNode get(String name, int number, Set<BodyFormat> bodyFormats) {
        Article article = articleRules.require(name);
        Revision revision =
                Revision.of(article.id, number).orElseThrow(() -> new NotFoundProblem("revision", name + "/" + number));
        ObjectNode tree = workingCopies.view(article, revision, bodyFormats);
        tree.put("revision", number);
        return tree.putPOJO("entry", RevisionView.of(revision, article));
    }

    /**
     * Adds the changes since the expected revision to a 412: the members that differ, and the later revisions, newest
     * first.
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
        return sql.select(
                        REVISION.NUMBER,
                        REVISION.CREATED_AT,
                        REVISION.KEY_NAME,
                        REVISION.KEY_ID,
                        REVISION.NOTE,
                        TITLE,
                        REVISION.AUTOSAVE)
                .from(REVISION)
                .where(REVISION.ARTICLE_ID.eq(article.id))
                .and(REVISION.NUMBER.gt(known))
                .orderBy(REVISION.NUMBER.desc())
                .limit(MAX_REVISIONS)
                .fetch(row -> view(row, article));
    }

    private static RevisionView view(Record row, Article article) {
        return new RevisionView(
                row.get(REVISION.NUMBER),
                row.get(REVISION.CREATED_AT).toInstant(),
                row.get(REVISION.KEY_NAME),
                row.get(REVISION.KEY_ID),
                row.get(REVISION.NOTE),
                row.get(TITLE),
                row.get(REVISION.AUTOSAVE),
                row.get(REVISION.NUMBER).equals(article.liveRevision),
                row.get(REVISION.NUMBER).equals(article.publishRevision));
    }
}
