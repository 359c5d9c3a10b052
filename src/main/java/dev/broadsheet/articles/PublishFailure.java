package dev.broadsheet.articles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a scheduled publication failed: detail and errors of the problem that an editor's request to publish would get.
 * Stored as JSON text.
 *
 * @param errors each with its pointer into the article; empty for an internal error, whose cause is in the log
 */
@Schema(name = "PublishFailure", description = "Why a due publication failed. It is retried every minute.")
public record PublishFailure(String detail, List<Fault> errors) {

    private static final JsonMapper JSON = new JsonMapper();

    public static PublishFailure of(Throwable failure) {
        return failure instanceof Problem problem
                ? new PublishFailure(problem.detail(), problem.faults())
                : new PublishFailure("Internal error. The log has the details.", List.of());
    }

    static @Nullable public PublishFailure stored(@Nullable String text) {
        try {
            return text == null ? null : JSON.readValue(text, PublishFailure.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored failure can't be read.", damaged);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A failure can always be written.", impossible);
        }
    }
}
