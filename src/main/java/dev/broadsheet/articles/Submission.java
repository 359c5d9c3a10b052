package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.Source;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.AuthorProfile;
import dev.broadsheet.terms.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An article as it was sent, checked as far as it can be without the store. Content members that are absent are null or
 * empty here, because a full representation clears them; those that are kept when absent are {@link Sent}.
 *
 * @param authorProfiles what is said of authors beside their names
 * @param body null when there is none; absent in a patch that doesn't touch it
 * @param status what the sender wants to become of it
 * @param updatedAt when the article was last changed before it came here, as its file says
 * @param farewell what is said of its being taken down
 * @param titled whether a missing title is taken from the body's first heading, as in an uploaded file
 * @param keepsBody whether an absent body is kept, as in a patch, instead of cleared
 * @param aliases former addresses on the site that shall lead to it: paths, or names without a slash
 */
record Submission(
        Sent<String> slug,
        Sent<String> externalId,
        @Nullable String locale,
        @Nullable String type,
        @Nullable String kicker,
        @Nullable String title,
        @Nullable String summary,
        Sent<Source> body,
        List<Wanted> authors,
        List<AuthorProfile> authorProfiles,
        List<Wanted> tags,
        @Nullable Wanted section,
        @Nullable JsonNode hero,
        Content.@Nullable Origin source,
        @Nullable String copyright,
        @Nullable String canonicalUrl,
        Content.@Nullable Location location,
        Sent<Instant> publishedAt,
        Content.@Nullable Seo seo,
        List<RelatedRef> related,
        @Nullable String custom,
        @Nullable ArticleStatus status,
        Sent<Instant> publishAt,
        Sent<Instant> expireAt,
        @Nullable Instant updatedAt,
        Farewell farewell,
        @Nullable String note,
        boolean titled,
        boolean keepsBody,
        List<String> aliases,
        List<Warning> warnings) {

    /**
     * A related article as it was sent.
     *
     * @param slug finds the article if no article here has the id; null if only the id was sent
     */
    record RelatedRef(UUID id, @Nullable String slug, String pointer) {}

    /** Every term that it names. */
    List<Wanted> terms() {
        List<Wanted> terms = new java.util.ArrayList<>(authors);
        terms.addAll(tags);
        if (section != null) {
            terms.add(section);
        }
        return terms;
    }

    Submission keepingBody() {
        return new Submission(
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
                farewell,
                note,
                titled,
                true,
                aliases,
                warnings);
    }
}
