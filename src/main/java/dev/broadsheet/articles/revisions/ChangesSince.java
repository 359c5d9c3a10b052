package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.ArticleStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a working copy since a writer read it: told with a 412.
 *
 * @param from the revision that was read
 * @param to the present one; the same if only the state changed, by publishing say
 * @param members that differ between the two; null if the former is no longer kept
 * @param revisions those in between, newest first, at most twenty
 */
@Schema(name = "ChangesSince", description = "What changed since the state that If-Match named.")
record ChangesSince(
        int from,
        int to,

        @Schema(examples = "[\"title\", \"body\"]") @Nullable
        List<String> members,

        ArticleStatus status,
        List<RevisionView> revisions) {}
