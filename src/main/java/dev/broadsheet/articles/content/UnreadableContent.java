package dev.broadsheet.articles.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.CauseChain;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Problem 500 for stored content that can't be decoded. Reading that article fails with this problem; a list, a search
 * and an export show the problem in place of the article's other members and continue. The reason goes to the log and
 * to {@code articles check}, not to the client.
 */
public final class UnreadableContent extends Problem {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(UnreadableContent.class);

    private final String reason;

    private UnreadableContent(String detail, String reason, Throwable cause) {
        super(ProblemCode.UNREADABLE_CONTENT, detail, List.of(), cause);
        this.reason = reason;
    }

    /** The cause for the log, with the article's id and the reason. */
    private static Throwable cause(UUID article, Throwable cause) {
        return new IllegalStateException("Article " + article + " can't be read: " + reason(cause), cause);
    }

    public static UnreadableContent because(Throwable cause) {
        return cause instanceof UnreadableContent known
                ? known
                : new UnreadableContent("A stored content can't be read.", reason(cause), cause);
    }

    /** For a revision of an article. */
    public static UnreadableContent of(UUID article, int revision, Throwable cause) {
        UnreadableContent unreadable = new UnreadableContent(
                "The stored content of revision " + revision + " of this article can't be read.",
                reason(cause),
                cause(article, cause));
        unreadable.with("article", article.toString()).with("revision", revision);
        return unreadable;
    }

    /** For the live copy of an article. */
    public static UnreadableContent of(UUID article, Throwable cause) {
        UnreadableContent unreadable = new UnreadableContent(
                "The live copy of this article can't be read.", reason(cause), cause(article, cause));
        unreadable.with("article", article.toString());
        return unreadable;
    }

    /** The reason, in one line. */
    public String reason() {
        return reason;
    }

    /**
     * The entry for the article in a list. Also logs the reason.
     *
     * @param known the members that are still readable, including {@code id}
     */
    public ObjectNode entry(ObjectNode known) {
        LOG.errorf("Article %s can't be shown: %s", known.path("id").asText(), reason);
        known.putObject("problem")
                .put("type", code().page())
                .put("title", code().title())
                .put("status", code().status())
                .put("detail", detail())
                .put("code", code().code());
        return known;
    }

    private static String reason(Throwable cause) {
        return CauseChain.of(cause)
                .filter(each -> each instanceof UnreadableContent || each instanceof ValidationProblem)
                .findFirst()
                .map(each -> each instanceof UnreadableContent known ? known.reason : faults((ValidationProblem) each))
                .orElseGet(() -> cause instanceof JsonProcessingException json ? json(json) : line(cause.toString()));
    }

    private static String faults(ValidationProblem invalid) {
        Fault first = invalid.faults().get(0);
        return line(first.pointer() + " " + first.code() + ": " + first.detail());
    }

    private static String json(JsonProcessingException failure) {
        String path = failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part -> "/" + (part.getFieldName() == null ? part.getIndex() : part.getFieldName()))
                        .collect(Collectors.joining())
                : "";
        return line(path + " " + failure.getOriginalMessage());
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
