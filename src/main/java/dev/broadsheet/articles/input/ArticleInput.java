package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.PatchValue;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.AuthorProfile;
import dev.broadsheet.terms.TermRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parsed article, validated as far as possible without the database. In a full representation, absent content members
 * clear the stored values, so they are null or empty here; members that keep the stored value when absent are
 * {@link PatchValue}.
 *
 * @param authorProfiles the profile members of each author, beside the name
 * @param body null when there is none; absent in a patch that doesn't touch it
 * @param status the requested status
 * @param updatedAt when the article was last changed before the import, as its file says
 * @param takedown the reason and the successor of a takedown
 * @param titleFromBody whether a missing title is taken from the body's first heading, as in an uploaded file
 * @param keepsBody whether an absent body is kept, as in a patch, instead of cleared
 * @param aliases former addresses on the site that will lead to the article: paths, or names without a slash
 */
public record ArticleInput(
        PatchValue<String> slug,
        PatchValue<String> externalId,
        @Nullable String locale,
        @Nullable String type,
        @Nullable String kicker,
        @Nullable String title,
        @Nullable String summary,
        PatchValue<BodySource> body,
        List<TermRef> authors,
        List<AuthorProfile> authorProfiles,
        List<TermRef> tags,
        @Nullable TermRef section,
        @Nullable JsonNode hero,
        Content.@Nullable Origin source,
        @Nullable String copyright,
        @Nullable String canonicalUrl,
        Content.@Nullable Location location,
        PatchValue<Instant> publishedAt,
        Content.@Nullable Seo seo,
        List<RelatedRef> related,
        @Nullable String custom,
        @Nullable ArticleStatus status,
        PatchValue<Instant> publishAt,
        PatchValue<Instant> expireAt,
        @Nullable Instant updatedAt,
        TakedownRequest takedown,
        @Nullable String note,
        boolean titleFromBody,
        boolean keepsBody,
        List<String> aliases,
        List<Warning> warnings) {

    /**
     * A reference to a related article, as sent.
     *
     * @param slug the fallback if no article has the id; null if only the id was sent
     */
    public record RelatedRef(UUID id, @Nullable String slug, String pointer) {}

    /** All terms that the article refers to. */
    public List<TermRef> terms() {
        List<TermRef> terms = new java.util.ArrayList<>(authors);
        terms.addAll(tags);
        if (section != null) {
            terms.add(section);
        }
        return terms;
    }

    public ArticleInput withKeptBody() {
        return new ArticleInput(
                slug,
                externalId,
                locale,
                type,
                kicker,
                title,
                summary,
                body,
                authors,
                authorProfiles,
                tags,
                section,
                hero,
                source,
                copyright,
                canonicalUrl,
                location,
                publishedAt,
                seo,
                related,
                custom,
                status,
                publishAt,
                expireAt,
                updatedAt,
                takedown,
                note,
                titleFromBody,
                true,
                aliases,
                warnings);
    }
}
