package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry in an article's history.
 *
 * @param by the name of the key that sent it, as it was then
 * @param keyId that key's id
 * @param autosave whether a program saved it while somebody typed
 * @param live whether readers see this one
 * @param scheduled whether this one goes live at publishAt
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

    /** Documents what a single revision has beside the members of an article. */
    @Schema(name = "Revision", description = "An article as it was written then; status and dates are those of now.")
    public record Single(
            @Schema(description = "Who wrote it, and when.") RevisionView entry) {}
}
