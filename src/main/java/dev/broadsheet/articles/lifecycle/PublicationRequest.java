package dev.broadsheet.articles.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.PatchValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which revision to publish, and when.
 *
 * @param revision null for the revision of the working copy
 * @param publishAt a past time publishes now; if null, the revision's publishedAt decides
 * @param expireAt absent keeps the stored value, null clears it
 */
public record PublicationRequest(
        @Nullable Integer revision, @Nullable Instant publishAt, PatchValue<Instant> expireAt) {

    public static PublicationRequest read(@Nullable JsonNode body, DateParser dates) {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return new PublicationRequest(null, null, PatchValue.absent());
        }
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body, "", faults);
        PublicationRequest request = new PublicationRequest(
                fields.integer("revision", 1, Integer.MAX_VALUE),
                fields.instant("publishAt", dates),
                new PatchValue<>(fields.has("expireAt"), fields.instant("expireAt", dates)));
        fields.rejectUnknown();
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        return request;
    }
}
