package dev.broadsheet.articles.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.media.FileUrls;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.text.SearchVectorInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of an article that an editor writes; stored in a revision. For a member without a value and for an empty
 * list, {@link #get} returns null. {@link #tags} and the other accessors of lists return an empty list. Terms and
 * related articles are ids; their names are joined when an article is read. Immutable. {@link #equals} compares all
 * members, block keys included. The source of the body isn't part of the content.
 */
public final class Content {

    private final Map<ArticleMember<?>, Object> values;

    private Content(Map<ArticleMember<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    @SuppressWarnings("unchecked") // the builder accepts only values of the member's type
    public <T> @Nullable T get(ArticleMember<T> member) {
        return (T) values.get(member);
    }

    public String slug() {
        return required(ArticleMembers.SLUG);
    }

    public @Nullable String externalId() {
        return get(ArticleMembers.EXTERNAL_ID);
    }

    public String locale() {
        return required(ArticleMembers.LOCALE);
    }

    public String type() {
        return required(ArticleMembers.TYPE);
    }

    public @Nullable String title() {
        return get(ArticleMembers.TITLE);
    }

    public @Nullable String summary() {
        return get(ArticleMembers.SUMMARY);
    }

    public @Nullable Document body() {
        return get(ArticleMembers.BODY);
    }

    public List<UUID> authors() {
        return list(ArticleMembers.AUTHORS);
    }

    public List<UUID> tags() {
        return list(ArticleMembers.TAGS);
    }

    public @Nullable UUID section() {
        return get(ArticleMembers.SECTION);
    }

    public @Nullable Instant publishedAt() {
        return get(ArticleMembers.PUBLISHED_AT);
    }

    public List<UUID> related() {
        return list(ArticleMembers.RELATED);
    }

    private <T> T required(ArticleMember<T> member) {
        return Objects.requireNonNull(get(member), member.name());
    }

    private <E> List<E> list(ArticleMember<List<E>> member) {
        return Objects.requireNonNullElse(get(member), List.of());
    }

    /** The ids of all tags, authors and the section. */
    public List<UUID> terms() {
        List<UUID> terms = new ArrayList<>(tags());
        terms.addAll(authors());
        UUID section = section();
        if (section != null) {
            terms.add(section);
        }
        return terms;
    }

    /** The ids of the media that the article shows, in its body, as its hero or for social networks, or links to. */
    public Set<UUID> media() {
        Set<UUID> media = new LinkedHashSet<>();
        add(heroMedia(), media);
        Document body = body();
        if (body != null) {
            DocumentTraversal.forEachBlock(body.blocks(), block -> {
                if (block instanceof Block.Image image && image.media() != null) {
                    add(Ids.parse(image.media()).orElse(null), media);
                } else if (block instanceof Block.Embed embed) {
                    FileUrls.anyHost(embed.url()).ifPresent(media::add);
                }
                DocumentTraversal.forEachLine(block, line -> addLinked(line, media));
            });
        }
        Seo seo = get(ArticleMembers.SEO);
        add(seo == null ? null : seo.media(), media);
        return media;
    }

    private static void addLinked(List<Inline> line, Set<UUID> media) {
        for (Inline inline : line) {
            Link link = inline instanceof Inline.Text text ? text.marks().link() : null;
            if (link != null) {
                FileUrls.anyHost(link.href()).ifPresent(media::add);
            }
        }
    }

    /** The id of the medium that is the article's hero; null if there is none. */
    public @Nullable UUID heroMedia() {
        JsonNode hero = get(ArticleMembers.HERO);
        return hero == null ? null : Ids.parse(hero.path("media").asText()).orElse(null);
    }

    private static void add(@Nullable UUID id, Set<UUID> media) {
        if (id != null) {
            media.add(id);
        }
    }

    /** Whether both have the same slug, terms and position in lists. */
    public boolean hasSamePlacement(Content other) {
        return slug().equals(other.slug())
                && locale().equals(other.locale())
                && Objects.equals(publishedAt(), other.publishedAt())
                && terms().equals(other.terms());
    }

    /** The body as plain text; empty if there is none. */
    public String text() {
        Document body = body();
        return body == null ? "" : BodyConverter.toText(body);
    }

    public boolean hasSameBody(Content other) {
        return Objects.equals(body(), other.body());
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
                locale(),
                title(),
                ArticleMembers.SEARCHED.stream()
                        .map(this::get)
                        .filter(Objects::nonNull)
                        .toList(),
                names.stream().map(TermName::name).sorted().toList(),
                text);
    }

    /** Replaces term ids by the current ids; drops ids that are not in the map. */
    public Content withCurrentTerms(Map<UUID, UUID> present) {
        UUID section = section();
        return toBuilder()
                .set(ArticleMembers.AUTHORS, withCurrentTerms(authors(), present))
                .set(ArticleMembers.TAGS, withCurrentTerms(tags(), present))
                .set(ArticleMembers.SECTION, section == null ? null : present.get(section))
                .build();
    }

    private static List<UUID> withCurrentTerms(List<UUID> ids, Map<UUID, UUID> present) {
        return ids.stream()
                .map(present::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    public Content withIdentity(String slug, @Nullable String externalId) {
        return toBuilder()
                .set(ArticleMembers.SLUG, slug)
                .set(ArticleMembers.EXTERNAL_ID, externalId)
                .build();
    }

    /** Names of the members that differ between this content and another, in response order. */
    public List<String> changedMembers(Content other) {
        return ArticleMembers.CONTENT.stream()
                .filter(member -> !Objects.equals(get(member), other.get(member)))
                .map(ArticleMember::name)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content && values.equals(content.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    public static Builder builder() {
        return new Builder(Map.of());
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Sets members one by one. */
    public static final class Builder {

        private final Map<ArticleMember<?>, Object> values;

        private Builder(Map<ArticleMember<?>, Object> values) {
            this.values = new HashMap<>(values);
        }

        /** @param value null or an empty list clears the member */
        public <T> Builder set(ArticleMember<T> member, @Nullable T value) {
            return setUnchecked(member, value);
        }

        /** @param value of the member's type */
        Builder setUnchecked(ArticleMember<?> member, @Nullable Object value) {
            if (value == null || value instanceof List<?> list && list.isEmpty()) {
                values.remove(member);
            } else {
                values.put(member, value instanceof List<?> list ? List.copyOf(list) : value);
            }
            return this;
        }

        public Content build() {
            return new Content(values);
        }
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

    /**
     * Overrides for search engines and social networks.
     *
     * @param image a URL, or {@code media:} and the id of a medium
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seo(
            @Nullable String title,
            @Nullable String description,
            @Nullable String image,
            @Nullable Boolean noindex) {

        private static final String MEDIA = "media:";

        /** The value of {@link #image} for a medium. */
        public static String image(UUID media) {
            return MEDIA + media;
        }

        /** The id of the medium in a value of {@link #image}; null if that is a URL. */
        public static @Nullable String media(@Nullable String image) {
            return image != null && image.startsWith(MEDIA) ? image.substring(MEDIA.length()) : null;
        }

        /** Null if the image is a URL, or there is none. */
        public @Nullable UUID media() {
            String media = media(image);
            return media == null ? null : Ids.parse(media).orElse(null);
        }

        public Seo withImage(@Nullable String other) {
            return new Seo(title, description, other, noindex);
        }
    }
}
