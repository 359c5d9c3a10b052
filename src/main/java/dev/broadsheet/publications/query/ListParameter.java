package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.http.EquivalentParameters;
import dev.broadsheet.terms.TermKind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Parameters of a list other than conditions on fields. */
enum ListParameter {
    DESCENDANTS(
            "descendants",
            Schema.SchemaType.BOOLEAN,
            "true: each tag, author or section that is named stands for itself and all that lie below it, in any, all and none alike; a thousand together at most. Who knows the name of what lies above a live one may ask so, be it carried itself or not. Facets count what the articles carry.",
            null),
    Q(
            "q",
            Schema.SchemaType.STRING,
            "Articles with these words in title, kicker, summary, tags, authors, section or body, each read in its own language: all of them, \"a phrase\" as it stands, -word not at all (by itself: all articles without it), OR between alternatives. Of bodies, words that are everywhere, such as the, are not kept: with no other word, q looks for them in the other parts. The last word, unless quoted or negated, also stands for words that begin with it. Accents need not be typed. In lists, if no article at all matches, words that nothing has are replaced by like ones of titles and names, and search.corrected tells it; exports, the archive and neighbours take them as they stand. Not with at.",
            "energy -oil \"new deal\" OR summ"),
    HIGHLIGHT(
            "highlight",
            Schema.SchemaType.BOOLEAN,
            "true: each article has highlight, with title, summary and lines of the body as HTML: escaped text, and mark around what matches. Only with q.",
            null),
    SORT("sort", Schema.SchemaType.ARRAY, "", List.of("-publishedAt", "title")),
    LIMIT("limit", Schema.SchemaType.INTEGER, "How many a page holds, 1 to 100; 20 if not given.", 20),
    AFTER("after", Schema.SchemaType.STRING, "Cursor from page.next: the page behind it.", null),
    BEFORE("before", Schema.SchemaType.STRING, "Cursor from page.prev: the page in front of it.", null),
    OFFSET("offset", Schema.SchemaType.INTEGER, "How many to skip, at most 10000. Cursors cost less.", null),
    COUNT(
            "count",
            Schema.SchemaType.STRING,
            "Tell the size of the whole list in page.total. exact: to the last one. estimate: exact up to a thousand, from there on what the database expects.",
            "exact"),
    FACET("facet", Schema.SchemaType.ARRAY, "", List.of("tag", "publishedAt:month")),
    FIELDS(
            "fields",
            Schema.SchemaType.ARRAY,
            "Only these members, several between commas; id and links are always there. body.html is the body in that format. The answer then lacks members that its schema requires.",
            List.of("title", "slug", "authors.name")),
    INCLUDE(
            "include",
            Schema.SchemaType.ARRAY,
            "More members than a list shows by itself: body, related, …",
            List.of("body")),
    BODY_FORMAT(
            "body.format",
            Schema.SchemaType.ARRAY,
            "Adds the body, in these formats: blocks, html, markdown, text; several between commas. Of working copies also source.",
            List.of("html")),
    STATUS(
            "status",
            Schema.SchemaType.ARRAY,
            "Of working copies: draft, scheduled, published, expired, archived, trashed, several between commas, or any (all but trashed).",
            List.of("draft", "scheduled")),
    AT("at", Schema.SchemaType.STRING, AtParameter.DESCRIPTION + " Needs a key.", "2026-01-31T12:00:00Z");

    private final String text;
    private final Schema.SchemaType type;
    private final String description;
    private final @Nullable Object example;

    ListParameter(String text, Schema.SchemaType type, String description, @Nullable Object example) {
        this.text = text;
        this.type = type;
        this.description = description;
        this.example = example;
    }

    String text() {
        return text;
    }

    Schema schema() {
        return type == Schema.SchemaType.ARRAY
                ? QueryContract.array(QueryContract.type(Schema.SchemaType.STRING))
                : QueryContract.type(type);
    }

    /** @param editors whether working copies can be listed as well */
    String description(boolean editors) {
        return switch (this) {
            case SORT ->
                "Up to four of " + Sort.allowed(false)
                        + "; with - in front descending; several between commas. What has no value comes last. With q also relevance, alone: the best hits first, newer ones before older ones that are as good; it is what q is sorted by if nothing is said."
                        + (editors
                                ? " Of working copies also "
                                        + Sort.allowed(true)
                                                .substring(Sort.allowed(false).length() + 2)
                                        + "."
                                : "");
            case FACET ->
                "Count the articles of the whole list, with its filters, by: " + Facet.allowed()
                        + ". The hundred most frequent of each, or the last 366 dates.";
            default -> description;
        };
    }

    @Nullable
    Object example() {
        return example;
    }

    /** Which URLs of a list are equivalent. */
    @Singleton
    static class Equivalence implements EquivalentParameters {

        private static final Set<String> SETS = Stream.concat(
                        Stream.of(FIELDS.text, INCLUDE.text),
                        Stream.of(TermKind.values())
                                .flatMap(kind ->
                                        Stream.of(TermFilter.Match.values()).map(match -> match.of(kind))))
                .collect(Collectors.toUnmodifiableSet());

        private static final Map<String, List<String>> DEFAULTS = Map.of(
                LIMIT.text, List.of("20"), SORT.text, List.of("-publishedAt"), DESCENDANTS.text, List.of("false"));

        @Override
        public boolean isSet(String name) {
            return SETS.contains(name);
        }

        @Override
        public boolean isDefault(String path, String name, Map<String, ? extends List<String>> parameters) {
            return path.equals(QueryEndpoint.LIST.path())
                    && Objects.equals(parameters.get(name), DEFAULTS.get(name))
                    // These have other defaults.
                    && !parameters.containsKey(Q.text)
                    && !parameters.containsKey(STATUS.text);
        }
    }
}
