package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A revision in the list of an article's revisions.
 *
 * @param by the name of the API key that sent it, at that time
 * @param keyId the id of that key
 * @param autosave whether it was saved automatically while somebody typed
 * @param live whether readers see this revision
 * @param scheduled whether this revision goes live at publishAt
 */
@Schema(name = "RevisionEntry", description = "An entry in an article's history.")
public record RevisionView(
        int revision,
        Instant createdAt,
        String by,
        @Nullable UUID keyId,
        @Nullable String note,
        @Nullable String title,
        boolean autosave,
        boolean live,
        boolean scheduled) {

    static RevisionView of(Revision revision, Article article) {
        Integer number = revision.number();
        return new RevisionView(
                number,
                revision.createdAt,
                revision.keyName,
                revision.keyId,
                revision.note,
                revision.content().title(),
                revision.autosave,
                number.equals(article.liveRevision),
                number.equals(article.publishRevision));
    }

    /** OpenAPI schema of the members that a single revision has in addition to those of an article. */
    @Schema(name = "Revision", description = "An article at a revision; status and dates are the present ones.")
    public record Single(
            @Schema(description = "Author and time of the revision.")
            RevisionView entry) {}
}
