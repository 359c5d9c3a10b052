package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.editing.ArticleResult;
import dev.broadsheet.articles.editing.ArticleService;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.kernel.http.PreferHeader;
import dev.broadsheet.kernel.problem.ProblemMapper;
import dev.broadsheet.kernel.sql.SqlState;
import dev.broadsheet.writes.RetryableConflict;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Executes the items of a batch, each by the same call as the corresponding single write. */
@RequestScoped
class BatchService {

    /** Maximum number of failures in the response to an atomic batch; processing stops there. */
    private static final int MAX_FAILURES = 100;

    private final ArticleService articleService;
    private final Preconditions preconditions;
    private final PreferHeader preferences;
    private final ProblemMapper problemMapper;
    private final WriteExecutor writes;
    private final DateParser dates;
    private final DSLContext sql;

    BatchService(
            ArticleService articleService,
            Preconditions preconditions,
            PreferHeader preferences,
            ProblemMapper problemMapper,
            WriteExecutor writes,
            DateParser dates,
            DSLContext sql) {
        this.articleService = articleService;
        this.preconditions = preconditions;
        this.preferences = preferences;
        this.problemMapper = problemMapper;
        this.writes = writes;
        this.dates = dates;
        this.sql = sql;
    }

    /** Executes one item; the body of the result is the item's entry in the response. */
    WriteResult execute(ObjectNode sent) {
        BatchItem item = BatchItem.read(sent);
        preconditions.override(item.ifMatch(), item.ifNoneMatch());
        try {
            return dispatch(item);
        } catch (ValidationProblem invalid) {
            throw new ValidationProblem(prefixed(item.op().takesData() ? "/data" : "", invalid.faults()));
        }
    }

    /**
     * Executes all items or none, in the current transaction. A failed item is rolled back to its savepoint and the
     * remaining items are still tried, so that the response lists all faults.
     */
    WriteResult executeAll(MappingIterator<ObjectNode> items) {
        List<Fault> faults = new ArrayList<>();
        Results results = inOneTransaction(items, faults, MAX_FAILURES);
        if (!results.failed().isEmpty()) {
            throw new Problem(
                            ProblemCode.BATCH_FAILED,
                            results.failed().size() + " of the items failed; nothing was changed.",
                            faults)
                    .with("results", results.failed());
        }
        return WriteResult.completed(results::tree);
    }

    /**
     * Executes the items one after the other, so later items see the effects of earlier ones. The caller rolls back.
     */
    WriteResult dryRun(MappingIterator<ObjectNode> items) {
        return WriteResult.completed(inOneTransaction(items, new ArrayList<>(), Integer.MAX_VALUE)::tree);
    }

    /** The results of all items in order, and the results of only the failed items. */
    private record Results(ArrayNode all, ArrayNode failed) {

        ObjectNode tree() {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            tree.set("results", all);
            return tree.put("succeeded", all.size() - failed.size()).put("failed", failed.size());
        }
    }

    private Results inOneTransaction(MappingIterator<ObjectNode> items, List<Fault> faults, int mostFailures) {
        Results results = new Results(JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.arrayNode());
        for (int number = 0; items.hasNext() && results.failed().size() < mostFailures && canContinue(); number++) {
            ObjectNode sent = items.next();
            sql.execute("savepoint item");
            try {
                WriteResult writeResult = execute(sent);
                preferences.refuseWarningsIfStrict(writeResult.warnings());
                Panache.getEntityManager().flush();
                results.all().add(BatchResultWriter.result(number, sent, writeResult, writes.dryRun()));
                sql.execute("release savepoint item");
            } catch (RuntimeException failure) {
                if (failure instanceof RetryableConflict
                        || SqlState.of(failure).filter(SqlState::isRetryable).isPresent()) {
                    throw failure;
                }
                Problem problem = ProblemMapper.toProblem(failure);
                if (problem.code() == ProblemCode.UNAVAILABLE) {
                    // The database is unavailable. That isn't the item's fault, so the whole batch is refused and can
                    // be sent again.
                    throw failure;
                }
                sql.execute("rollback to savepoint item");
                ObjectNode result = BatchResultWriter.failure(number, sent, problem, problemMapper);
                results.all().add(result);
                results.failed().add(result);
                faults.addAll(
                        problem.faults().isEmpty()
                                ? List.of(Fault.at("/" + number, problem.code().code(), problem.detail()))
                                : prefixed("/" + number, problem.faults()));
            }
            Panache.getEntityManager().clear();
        }
        return results;
    }

    private static boolean canContinue() {
        return !QuarkusTransaction.isRollbackOnly();
    }

    private WriteResult dispatch(BatchItem item) {
        return switch (item.op()) {
            case CREATE -> result(articleService.create(item.upload(), RevisionOptions.DEFAULT));
            case UPSERT -> result(articleService.put(item.article(), item.upload(), RevisionOptions.DEFAULT));
            case PATCH -> result(articleService.patch(item.article(), item.patch(), RevisionOptions.DEFAULT));
            case PUBLISH -> result(articleService.publish(item.article(), item.publicationRequest(dates)));
            case UNPUBLISH -> result(articleService.unpublish(item.article(), item.takedown()));
            case TAG -> result(articleService.tag(item.article(), item.add(), item.remove()));
            case DELETE ->
                item.permanent()
                        ? delete(item.article())
                        : result(articleService.trash(item.article(), item.takedown()));
        };
    }

    private WriteResult delete(String article) {
        articleService.deletePermanently(article);
        return WriteResult.deleted();
    }

    private WriteResult result(ArticleResult articleResult) {
        WriteResult writeResult = articleResult.toWriteResult();
        return new WriteResult(
                () -> result(
                        articleResult,
                        preferences.representation() ? articleResult.view().get() : null),
                false,
                writeResult.etag(),
                writeResult.location(),
                writeResult.warnings(),
                writeResult.diff(),
                writeResult.secrets());
    }

    private static ObjectNode result(ArticleResult articleResult, @Nullable ObjectNode article) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("id", articleResult.id().toString())
                .put("slug", articleResult.slug())
                .put("etag", articleResult.etag());
        if (article != null) {
            result.set("body", article);
        }
        return result;
    }

    private static List<Fault> prefixed(String place, List<Fault> faults) {
        return faults.stream()
                .map(fault -> Fault.at(
                        fault.pointer() == null ? "/" + fault.parameter() : place + fault.pointer(),
                        fault.code(),
                        fault.detail()))
                .toList();
    }
}
