package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to publish, and when.
 *
 * @param revision the working copy's if absent
 * @param publishAt now if past; if absent, the revision's publishedAt decides
 * @param expireAt kept if absent, cleared if null
 */
record PublicationOrder(
        @Nullable Integer revision, @Nullable Instant publishAt, Sent<Instant> expireAt) {

    static PublicationOrder read(@Nullable JsonNode body, Dates dates) {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return new PublicationOrder(null, null, Sent.nothing());
        }
        List<Fault> faults = new ArrayList<>();
        Fields fields = new Fields(body, "", faults);
        PublicationOrder order = new PublicationOrder(
                fields.integer("revision", 1, Integer.MAX_VALUE),
                fields.instant("publishAt", dates),
                new Sent<>(fields.has("expireAt"), fields.instant("expireAt", dates)));
        fields.rejectUnknown();
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return order;
    }
}
