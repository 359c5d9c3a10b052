package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.kernel.Warning;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The response of {@code …/diff}: an {@link ArticleDiff} and the two versions. */
@Schema(name = "Diff", description = "The difference between two versions of an article.")
record DiffView(
        SideView from,
        SideView to,

        @Schema(description = "true if nothing differs.") boolean identical,

        @Schema(description = "Changed members without the body, in the order of an article's JSON.")
        List<MemberChange> members,

        ArticleDiff.BodyChanges body,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "POST: parts of the body that wouldn't be kept.")
        @Nullable
        List<Warning> warnings) {

    /** The version on one side. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DiffSide", description = "One of the compared versions.")
    record SideView(
            @Schema(
                    description = "sent: the body of the request. nothing: no version exists before the first one.",
                    enumeration = {"live", "draft", "revision", "sent", "nothing"})
            String version,

            @Nullable Integer revision,
            @Nullable Instant createdAt,

            @Schema(description = "Name of the key that wrote it.") @Nullable
            String by) {

        static SideView of(Comparison.Side side) {
            return new SideView(side.version(), side.revision(), side.createdAt(), side.by());
        }
    }

    static DiffView of(Comparison sides, ArticleDiff diff) {
        return new DiffView(
                SideView.of(sides.from()),
                SideView.of(sides.to()),
                diff.identical(),
                diff.members(),
                diff.body(),
                sides.warnings());
    }
}
