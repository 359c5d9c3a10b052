package dev.broadsheet.articles.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.text.SearchVectorInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the editor writes; stored in a revision. Terms and related articles are ids, whose names are joined
 * when read. {@code custom} is JSON text. Two contents are the same if they are equal; block keys and the bytes of the
 * source don't count.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Content(
        String slug,
        @Nullable String externalId,
        String locale,
        String type,
        @Nullable String kicker,
        @Nullable String title,
        @Nullable String summary,
        @Nullable Document body,
        List<UUID> authors,
        List<UUID> tags,
        @Nullable UUID section,
        @Nullable JsonNode hero,
        @Nullable Origin source,
        @Nullable String copyright,
        @Nullable String canonicalUrl,
        @Nullable Location location,
        @Nullable Instant publishedAt,
        @Nullable Seo seo,
        List<UUID> related,
        @Nullable String custom) {

    public Content {
        authors = authors == null ? List.of() : List.copyOf(authors);
        tags = tags == null ? List.of() : List.copyOf(tags);
        related = related == null ? List.of() : List.copyOf(related);
    }

    /** The ids of all tags, authors and the section. */
    public List<UUID> terms() {
        List<UUID> terms = new ArrayList<>(tags);
        terms.addAll(authors);
        if (section != null) {
            terms.add(section);
        }
        return terms;
    }

    /** Whether both have the same slug, terms and position in lists. */
    public boolean hasSamePlacement(Content other) {
        return slug.equals(other.slug)
                && locale.equals(other.locale)
                && Objects.equals(publishedAt, other.publishedAt)
                && terms().equals(other.terms());
    }

    /** The body as plain text; empty if there is none. */
    public String text() {
        return body == null ? "" : BodyConverter.toText(body);
    }

    public boolean hasSameBody(Content other) {
        return Objects.equals(body, other.body);
    }

    /** The text for the search vector, with the names of the terms. */
    public SearchVectorInput indexedText(Collection<TermName> names) {
        return indexedText(names, text());
    }

    public SearchVectorInput indexedTextWithoutBody(Collection<TermName> names) {
        return indexedText(names, "");
    }

    private SearchVectorInput indexedText(Collection<TermName> names, String text) {
        return SearchVectorInput.of(
                locale,
                title,
                kicker,
                summary,
                names.stream().map(TermName::name).sorted().toList(),
                text);
    }

    /** Replaces term ids by the current ids; drops ids that are not in the map. */
    public Content withCurrentTerms(Map<UUID, UUID> present) {
        return with(
                slug,
                externalId,
                withCurrentTerms(authors, present),
                withCurrentTerms(tags, present),
                section == null ? null : present.get(section));
    }

    private static List<UUID> withCurrentTerms(List<UUID> ids, Map<UUID, UUID> present) {
        return ids.stream()
                .map(present::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    public Content withTags(List<UUID> newTags) {
        return with(slug, externalId, authors, newTags, section);
    }

    public Content withIdentity(String newSlug, @Nullable String newExternalId) {
        return with(newSlug, newExternalId, authors, tags, section);
    }

    private Content with(
            String newSlug,
            @Nullable String newExternalId,
            List<UUID> newAuthors,
            List<UUID> newTags,
            @Nullable UUID newSection) {
        return new Content(
                newSlug,
                newExternalId,
                locale,
                type,
                kicker,
                title,
                summary,
                body,
                newAuthors,
                newTags,
                newSection,
                hero,
                source,
                copyright,
                canonicalUrl,
                location,
                publishedAt,
                seo,
                related,
                custom);
    }

    /** The original source of the article. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(@Nullable String name, @Nullable String url) {}

    /** The place of the events. Coordinates are WGS 84 degrees. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Location(
            @Nullable String name,
            @Nullable Double lat,
            @Nullable Double lon) {}

    /** Overrides for search engines and social networks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seo(
            @Nullable String title,
            @Nullable String description,
            @Nullable String image,
            @Nullable Boolean noindex) {}

    /** Names of the members that differ between this content and a later one, in response order. */
    public List<String> changedMembers(Content other) {
        List<String> changed = new ArrayList<>();
        note(changed, "externalId", externalId(), other.externalId());
        note(changed, "slug", slug(), other.slug());
        note(changed, "locale", locale(), other.locale());
        note(changed, "type", type(), other.type());
        note(changed, "kicker", kicker(), other.kicker());
        note(changed, "title", title(), other.title());
        note(changed, "summary", summary(), other.summary());
        note(changed, "body", body(), other.body());
        note(changed, "authors", authors(), other.authors());
        note(changed, "tags", tags(), other.tags());
        note(changed, "section", section(), other.section());
        note(changed, "hero", hero(), other.hero());
        note(changed, "source", source(), other.source());
        note(changed, "copyright", copyright(), other.copyright());
        note(changed, "canonicalUrl", canonicalUrl(), other.canonicalUrl());
        note(changed, "location", location(), other.location());
        note(changed, "publishedAt", publishedAt(), other.publishedAt());
        note(changed, "seo", seo(), other.seo());
        note(changed, "related", related(), other.related());
        note(changed, "custom", custom(), other.custom());
        return changed;
    }

    private static void note(List<String> changed, String member, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changed.add(member);
        }
    }
}
