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

/** Parameters of a list other than conditions on fields and terms. */
enum ListParameter {
    DESCENDANTS(
            "descendants",
            Schema.SchemaType.BOOLEAN,
            "true: each named tag, author or section includes its descendants, with any, all and none; at most 1,000 in total. A parent can be named even if no live article uses it. Facets count the terms of the articles themselves.",
            null),
    Q(
            "q",
            Schema.SchemaType.STRING,
            "Full-text query on title, kicker, summary, tags, authors, section and body, in the language of each article. All words must match; \"a phrase\"; -word excludes (alone: all articles without it); OR separates alternatives. The last word, unless quoted or negated, also matches as a prefix. Accents are optional. Stop words (such as the) aren't indexed in bodies; a query of stop words only searches the other parts. In lists, if nothing matches, unknown words are replaced by similar ones of titles and names (search.corrected); not in exports, the archive and neighbours. Not with at.",
            "energy -oil \"new deal\" OR summ"),
    HIGHLIGHT(
            "highlight",
            Schema.SchemaType.BOOLEAN,
            "true: each article has highlight with title, summary and lines of the body. Sanitized HTML: escaped text with mark around matches. Only with q.",
            null),
    SORT("sort", Schema.SchemaType.ARRAY, "", List.of("-publishedAt", "title")),
    LIMIT("limit", Schema.SchemaType.INTEGER, "Items a page, 1 to 100. Default: 20.", 20),
    AFTER("after", Schema.SchemaType.STRING, "Cursor from page.next: the next page.", null),
    BEFORE("before", Schema.SchemaType.STRING, "Cursor from page.prev: the previous page.", null),
    OFFSET("offset", Schema.SchemaType.INTEGER, "Items to skip, at most 10000. Cursors are cheaper.", null),
    COUNT(
            "count",
            Schema.SchemaType.STRING,
            "page.total has the size of the whole list. exact: counted. estimate: counted up to 1,000, beyond that the database's estimate.",
            "exact"),
    FACET("facet", Schema.SchemaType.ARRAY, "", List.of("tag", "publishedAt:month")),
    FIELDS(
            "fields",
            Schema.SchemaType.ARRAY,
            "Only these members, separated by commas; id and links are always included. body.html is the body in that format. The response then lacks members that its schema requires.",
            List.of("title", "slug", "authors.name")),
    INCLUDE(
            "include",
            Schema.SchemaType.ARRAY,
            "Members that lists leave out by default: body, related, …",
            List.of("body")),
    BODY_FORMAT(
            "body.format",
            Schema.SchemaType.ARRAY,
            "Includes the body in these formats: blocks, html, markdown, text; separated by commas. For working copies also source.",
            List.of("html")),
    STATUS(
            "status",
            Schema.SchemaType.ARRAY,
            "Status of working copies: draft, scheduled, published, expired, archived, trashed; separated by commas; or any (all but trashed).",
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
                ? QueryOperations.array(QueryOperations.type(Schema.SchemaType.STRING))
                : QueryOperations.type(type);
    }

    /** @param editors whether working copies can be listed as well */
    String description(boolean editors) {
        return switch (this) {
            case SORT ->
                "Up to four of " + Sort.allowed(false)
                        + "; separated by commas; a leading - sorts descending. Articles without a value come last. With q also relevance, alone: best first, then newest; the default with q."
                        + (editors
                                ? " For working copies also "
                                        + Sort.allowed(true)
                                                .substring(Sort.allowed(false).length() + 2)
                                        + "."
                                : "");
            case FACET ->
                "Counts the articles of the whole list by: " + Facet.allowed()
                        + ". The 100 most frequent values, or the last 366 dates.";
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
                    // A search and a list of working copies have other defaults.
                    && !parameters.containsKey(Q.text)
                    && !parameters.containsKey(STATUS.text);
        }
    }
}
