package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.SqlState;
import dev.broadsheet.kernel.http.Failures;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.kernel.http.Preferences;
import dev.broadsheet.writes.Again;
import dev.broadsheet.writes.Writes;
import dev.broadsheet.writes.Written;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Does the items of a batch, each by the same call as the single write of its kind. */
@RequestScoped
class BatchDesk {

    /** Who has more reads these first. */
    private static final int MAX_FAILURES = 100;

    private final NewsDesk desk;
    private final Preconditions preconditions;
    private final Preferences preferences;
    private final Failures failures;
    private final Writes writes;
    private final Dates dates;
    private final DSLContext sql;

    BatchDesk(
            NewsDesk desk,
            Preconditions preconditions,
            Preferences preferences,
            Failures failures,
            Writes writes,
            Dates dates,
            DSLContext sql) {
        this.desk = desk;
        this.preconditions = preconditions;
        this.preferences = preferences;
        this.failures = failures;
        this.writes = writes;
        this.dates = dates;
        this.sql = sql;
    }

    /** One item; the body is what a result says of it. */
    Written carry(ObjectNode sent) {
        BatchItem item = BatchItem.read(sent);
        preconditions.standIn(item.ifMatch(), item.ifNoneMatch());
        try {
            return act(item);
        } catch (Invalid invalid) {
            throw new Invalid(within(item.op().takesData() ? "/data" : "", invalid.faults()));
        }
    }

    /**
     * All of them or none, in the transaction that is there. What fails is undone up to a savepoint and the rest tried
     * nevertheless, so that all faults are told.
     */
    Written carryAll(MappingIterator<ObjectNode> items) {
        List<Fault> faults = new ArrayList<>();
        Results results = inOneTransaction(items, faults, MAX_FAILURES);
        if (!results.failed().isEmpty()) {
            throw new Problem(
                            ProblemCode.BATCH_FAILED,
                            results.failed().size() + " of the items failed; nothing was changed.",
                            faults)
                    .with("results", results.failed());
        }
        return Written.done(results::tree);
    }

    /** Each of them, as if each were done: the later ones meet what the earlier ones did. To be rolled back. */
    Written rehearse(MappingIterator<ObjectNode> items) {
        return Written.done(inOneTransaction(items, new ArrayList<>(), Integer.MAX_VALUE)::tree);
    }

    /** What became of each, in order, and of those that failed once more. */
    private record Results(ArrayNode all, ArrayNode failed) {

        ObjectNode tree() {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            tree.set("results", all);
            return tree.put("succeeded", all.size() - failed.size()).put("failed", failed.size());
        }
    }

    private Results inOneTransaction(MappingIterator<ObjectNode> items, List<Fault> faults, int mostFailures) {
        Results results = new Results(JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.arrayNode());
        for (int number = 0; items.hasNext() && results.failed().size() < mostFailures && isWhole(); number++) {
            ObjectNode sent = items.next();
            sql.execute("savepoint item");
            try {
                Written written = carry(sent);
                preferences.judge(written.warnings());
                Panache.getEntityManager().flush();
                results.all().add(BatchReport.result(number, sent, written, writes.dryRun()));
                sql.execute("release savepoint item");
            } catch (RuntimeException failure) {
                if (failure instanceof Again
                        || SqlState.of(failure).filter(SqlState::isEntangled).isPresent()) {
                    throw failure;
                }
                Problem problem = Failures.problem(failure);
                if (problem.code() == ProblemCode.UNAVAILABLE) {
                    // No fault of the item: the whole batch may be sent again.
                    throw failure;
                }
                sql.execute("rollback to savepoint item");
                ObjectNode told = BatchReport.failure(number, sent, problem, failures);
                results.all().add(told);
                results.failed().add(told);
                faults.addAll(
                        problem.faults().isEmpty()
                                ? List.of(Fault.at("/" + number, problem.code().code(), problem.detail()))
                                : within("/" + number, problem.faults()));
            }
            Panache.getEntityManager().clear();
        }
        return results;
    }

    private static boolean isWhole() {
        return !QuarkusTransaction.isRollbackOnly();
    }

    private Written act(BatchItem item) {
        return switch (item.op()) {
            case CREATE -> told(desk.create(item.upload(), Save.PLAIN));
            case UPSERT -> told(desk.put(item.article(), item.upload(), Save.PLAIN));
            case PATCH -> told(desk.patch(item.article(), item.patch(), Save.PLAIN));
            case PUBLISH -> told(desk.publish(item.article(), item.order(dates)));
            case UNPUBLISH -> told(desk.unpublish(item.article(), item.farewell()));
            case TAG -> told(desk.tag(item.article(), item.add(), item.remove()));
            case DELETE ->
                item.permanent() ? deleted(item.article()) : told(desk.trash(item.article(), item.farewell()));
        };
    }

    private Written deleted(String article) {
        desk.deleteForGood(article);
        return Written.gone();
    }

    private Written told(Outcome outcome) {
        Written written = outcome.written();
        return new Written(
                () -> told(
                        outcome, preferences.representation() ? outcome.view().get() : null),
                false,
                written.etag(),
                written.location(),
                written.warnings(),
                written.diff());
    }

    private static ObjectNode told(Outcome outcome, @Nullable ObjectNode article) {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("id", outcome.id().toString())
                .put("slug", outcome.slug())
                .put("etag", outcome.etag());
        if (article != null) {
            told.set("body", article);
        }
        return told;
    }

    private static List<Fault> within(String place, List<Fault> faults) {
        return faults.stream()
                .map(fault -> Fault.at(
                        fault.pointer() == null ? "/" + fault.parameter() : place + fault.pointer(),
                        fault.code(),
                        fault.detail()))
                .toList();
    }
}
