package dev.broadsheet.articles;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.http.Preconditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** The preconditions of a write to an article: {@code If-Match} expects the ETag of the working copy. */
@ApplicationScoped
public class ArticlePreconditions {

    private static final Pattern STATE = Pattern.compile("r\\d+\\.\\d+");

    private final Preconditions preconditions;
    private final CurrentCaller caller;

    ArticlePreconditions(Preconditions preconditions, CurrentCaller caller) {
        this.preconditions = preconditions;
        this.caller = caller;
    }

    /** @throws Problem 412 if If-Match is sent; 428 if the key must send a precondition and didn't */
    public void checkNew() {
        preconditions.checkNew(caller.require().has(Flag.CONDITIONAL));
    }

    /**
     * Checks the preconditions after the article's row is locked.
     *
     * @throws Problem 412 with the current ETag; 428 if the key must send a precondition and didn't
     */
    public void check(Article article) {
        try {
            preconditions.check(
                    article.etag(), article.updatedAt, caller.require().has(Flag.CONDITIONAL));
        } catch (Problem refusal) {
            throw preconditions.expectedStates().isEmpty() || expectedState().isPresent()
                    ? refusal
                    : Preconditions.withCurrent(
                            new Problem(
                                    ProblemCode.LIVE_ETAG,
                                    "If-Match holds no ETag of a working copy. Read with a key and version=draft."),
                            article.etag());
        }
    }

    /** The revision number in If-Match; empty if there is no ETag of a working copy. */
    public Optional<Integer> expectedRevision() {
        return expectedState().map(state -> revision(state.substring(1, state.indexOf('.'))));
    }

    private Optional<String> expectedState() {
        return preconditions.expectedStates().stream()
                .filter(state -> STATE.matcher(state).matches())
                .findFirst();
    }

    private static int revision(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException tooLarge) {
            return Integer.MAX_VALUE;
        }
    }
}
