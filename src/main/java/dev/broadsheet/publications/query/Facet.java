package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.terms.TermKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A property by which the articles of a list are counted. */
public enum Facet {
    TAG("tag", TermKind.TAG, null, null),
    AUTHOR("author", TermKind.AUTHOR, null, null),
    SECTION("section", TermKind.SECTION, null, null),
    LOCALE("locale", null, ListField.LOCALE, null),
    TYPE("type", null, ListField.TYPE, null),
    YEAR("publishedAt:year", null, ListField.PUBLISHED_AT, "YYYY"),
    MONTH("publishedAt:month", null, ListField.PUBLISHED_AT, "YYYY-MM"),
    DAY("publishedAt:day", null, ListField.PUBLISHED_AT, "YYYY-MM-DD");

    private final String text;
    private final @Nullable TermKind terms;
    private final @Nullable ListField field;
    private final @Nullable String bucket;

    Facet(String text, @Nullable TermKind terms, @Nullable ListField field, @Nullable String bucket) {
        this.text = text;
        this.terms = terms;
        this.field = field;
        this.bucket = bucket;
    }

    /** The name in requests and responses. */
    public String text() {
        return text;
    }

    /** The kind of the terms that are counted; null for a field. */
    public @Nullable TermKind terms() {
        return terms;
    }

    /** The field whose values are counted; null for a kind of terms. */
    public @Nullable ListField field() {
        return field;
    }

    /** The {@code to_char} format that groups dates; null for other fields. */
    public @Nullable String bucket() {
        return bucket;
    }

    static List<Facet> read(QueryParameters queryParameters, List<Fault> faults) {
        List<Facet> facets = new ArrayList<>();
        for (String word : queryParameters.list(ListParameter.FACET.text())) {
            Optional<Facet> known = Arrays.stream(values())
                    .filter(facet -> facet.text.equals(word.strip()))
                    .findFirst();
            known.ifPresentOrElse(
                    facets::add,
                    () -> faults.add(Fault.in("facet", "invalid-value", "facet takes " + allowed() + ".")));
        }
        return facets.stream().distinct().toList();
    }

    static String allowed() {
        return Arrays.stream(values()).map(Facet::text).collect(Collectors.joining(", "));
    }
}
