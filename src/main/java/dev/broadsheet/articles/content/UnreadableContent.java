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
 * 500: a stored content that can't be decoded. A read of that one article is refused with it; a list, a search and an
 * export show it in place of the article's other members and go on. The reason goes to the log and to {@code articles
 * check}, not to the client.
 */
public final class UnreadableContent extends Problem {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(UnreadableContent.class);

    private final String reason;

    private UnreadableContent(String detail, String reason, Throwable cause) {
        super(ProblemCode.UNREADABLE_CONTENT, detail, List.of(), cause);
        this.reason = reason;
    }

    /** The cause as the log shows it: whose content it is, and why. */
    private static Throwable cause(UUID article, Throwable cause) {
        return new IllegalStateException("Article " + article + " can't be read: " + reason(cause), cause);
    }

    public static UnreadableContent because(Throwable cause) {
        return cause instanceof UnreadableContent known
                ? known
                : new UnreadableContent("A stored content can't be read.", reason(cause), cause);
    }

    /** The same, said of an article. */
    public static UnreadableContent of(UUID article, int revision, Throwable cause) {
        UnreadableContent unreadable = new UnreadableContent(
                "The stored content of revision " + revision + " of this article can't be read.",
                reason(cause),
                cause(article, cause));
        unreadable.with("article", article.toString()).with("revision", revision);
        return unreadable;
    }

    /** The same, said of what readers see of an article. */
    public static UnreadableContent of(UUID article, Throwable cause) {
        UnreadableContent unreadable = new UnreadableContent(
                "The live copy of this article can't be read.", reason(cause), cause(article, cause));
        unreadable.with("article", article.toString());
        return unreadable;
    }

    /** What is wrong with it, in one line. */
    public String reason() {
        return reason;
    }

    /**
     * The article's place in a list, and a line in the log.
     *
     * @param known the members that can still be told, {@code id} among them
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
