package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.ArticleStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a working copy since the client read it. Part of the 412 response.
 *
 * @param from the revision that the client read
 * @param to the current revision; the same as {@code from} if only the state changed, for example by publishing
 * @param members the members that differ between the two; null if either was pruned or can't be decoded
 * @param revisions the revisions after {@code from}, newest first, at most twenty
 */
@Schema(name = "ChangesSince", description = "Changes since the state named in If-Match.")
record ChangesSince(
        int from,
        int to,

        @Schema(examples = "[\"title\", \"body\"]") @Nullable
        List<String> members,

        ArticleStatus status,
        List<RevisionView> revisions) {}
