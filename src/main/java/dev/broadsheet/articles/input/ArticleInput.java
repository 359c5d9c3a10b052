package dev.broadsheet.articles.input;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.json.PatchValue;
import dev.broadsheet.terms.AuthorProfile;
import dev.broadsheet.terms.TermRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A parsed article, validated as far as possible without the database. In a full representation, absent members clear
 * the stored values, so they are null or empty here; members that keep the stored value when absent are
 * {@link PatchValue}.
 *
 * @param plain the members that are stored as sent, and hero, which is not validated yet
 * @param body absent in a patch that doesn't touch it
 * @param aliases former addresses on the site that will lead to the article: paths, or names without a slash
 * @param updatedAt when the article was last changed before the import, as its file says
 * @param titleFromBody whether a missing title is taken from the body's first heading, as in an uploaded file
 * @param bodyReferences replaces references in the body to files that came with the article
 */
public record ArticleInput(
        PatchValue<String> slug,
        PatchValue<String> externalId,
        PatchValue<Instant> publishedAt,
        PatchValue<BodySource> body,
        Content plain,
        References references,
        StateChange stateChange,
        List<String> aliases,
        @Nullable String note,
        @Nullable Instant updatedAt,
        boolean titleFromBody,
        UnaryOperator<Document> bodyReferences,
        List<Warning> warnings) {

    /**
     * What the article refers to, as sent.
     *
     * @param authors each with the profile members beside the name
     */
    public record References(
            List<AuthorProfile> authors,
            List<TermRef> tags,
            @Nullable TermRef section,
            List<RelatedRef> related) {

        public List<TermRef> authorRefs() {
            return authors.stream().map(AuthorProfile::author).toList();
        }

        /** All terms. */
        public List<TermRef> terms() {
            List<TermRef> terms = new ArrayList<>(authorRefs());
            terms.addAll(tags);
            if (section != null) {
                terms.add(section);
            }
            return terms;
        }
    }

    /**
     * A reference to a related article, as sent.
     *
     * @param slug the fallback if no article has the id; null if only the id was sent
     */
    public record RelatedRef(UUID id, @Nullable String slug, String pointer) {}

    /**
     * The members that change the state of the article.
     *
     * @param status the requested status
     * @param takedown the reason and the successor of a takedown
     */
    public record StateChange(
            @Nullable ArticleStatus status,
            PatchValue<Instant> publishAt,
            PatchValue<Instant> expireAt,
            TakedownRequest takedown) {}
}
