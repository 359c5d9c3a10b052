package dev.broadsheet.publications.query;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;

import dev.broadsheet.cache.dependency.PublishedSnapshot;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.paging.Keyset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: fields, each ascending, or descending with a minus sign in front. Missing values come last in
 * both directions. The article's id is always appended, in the direction of the first field, so that the order is
 * total.
 *
 * @param byRelevance whether the best hits of a search come first; {@code terms} then only select the hits that are
 *     ranked
 */
public record Sort(List<Term> terms, boolean byRelevance) {

    static final String RELEVANCE = "relevance";

    private static final int MAX_TERMS = 4;
    /** In characters. A cursor contains the sort values of a row and must fit into a URL. */
    private static final int MAX_SUMMARY = 200;

    private static final OffsetDateTime NO_TIME = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    /** A field of the order. */
    public record Term(ListField field, boolean descending) {

        @Override
        public String toString() {
            return (descending ? "-" : "") + field.text();
        }
    }

    static Sort read(@Nullable String text, boolean editor, boolean searches, List<Fault> faults) {
        if (searches && (text == null || text.strip().equals(RELEVANCE))) {
            return new Sort(List.of(new Term(editor ? ListField.UPDATED_AT : ListField.PUBLISHED_AT, true)), true);
        }
        if (text != null && List.of(text.split(",")).stream().anyMatch(Sort::isRelevance)) {
            faults.add(Fault.in(
                    "sort",
                    searches ? "invalid-value" : "conflicting-parameters",
                    searches
                            ? "relevance can't be combined with other fields, nor with - in front."
                            : "sort takes relevance only with q."));
            return new Sort(List.of(new Term(ListField.UPDATED_AT, true)), false);
        }
        String byDefault = editor ? "-updatedAt" : "-publishedAt";
        List<Term> terms = new ArrayList<>();
        for (String part : (text == null ? byDefault : text).split(",", -1)) {
            String word = part.strip();
            boolean descending = word.startsWith("-");
            Optional<ListField> field = ListField.named(descending ? word.substring(1) : word, editor)
                    .filter(ListField::isSortable);
            if (field.isEmpty()) {
                faults.add(Fault.in(
                        "sort",
                        "invalid-value",
                        "sort takes " + allowed(editor) + ", each with - in front for descending."));
                return new Sort(List.of(new Term(ListField.UPDATED_AT, true)), false);
            }
            terms.add(new Term(field.get(), descending));
        }
        long different = terms.stream().map(Term::field).distinct().count();
        if (terms.size() > MAX_TERMS || different < terms.size()) {
            faults.add(Fault.in("sort", "invalid-value", "sort takes up to " + MAX_TERMS + " different fields."));
        }
        return new Sort(terms, false);
    }

    private static boolean isRelevance(String word) {
        return word.strip().replaceFirst("^-", "").equals(RELEVANCE);
    }

    static String allowed(boolean editor) {
        return ListField.known(editor).stream()
                .filter(ListField::isSortable)
                .map(ListField::text)
                .collect(Collectors.joining(", "));
    }

    public Term first() {
        return terms.get(0);
    }

    /** The value of a live article in the first field; null if that isn't a date. */
    public @Nullable Instant date(PublishedSnapshot copy) {
        ListField field = first().field();
        return field.kind() == FieldType.DATE && !field.isEditorsOnly()
                ? (Instant) FilterMatcher.value(field, copy)
                : null;
    }

    public List<Keyset.Key<?>> keys(FieldColumns columns) {
        List<Keyset.Key<?>> keys = new ArrayList<>();
        for (Term term : terms) {
            add(term, columns, keys);
        }
        if (terms.stream().noneMatch(term -> term.field() == ListField.ID)) {
            add(new Term(ListField.ID, first().descending()), columns, keys);
        }
        return keys;
    }

    private static void add(Term term, FieldColumns columns, List<Keyset.Key<?>> keys) {
        Field<?> column = columns.of(term.field());
        boolean nullable = columns.isNullable(term.field());
        if (nullable) {
            keys.add(new Keyset.Key<>(field(column.isNull()), false, String::valueOf, Boolean::valueOf));
        }
        keys.add(
                switch (term.field().kind()) {
                    case TEXT -> text(term, column, nullable);
                    case NUMBER -> key(term, column, nullable, 0L, String::valueOf, Long::valueOf);
                    case DATE ->
                        key(
                                term,
                                column,
                                nullable,
                                NO_TIME,
                                time -> time.toInstant().toString(),
                                Keyset::time);
                    case ID -> key(term, column, nullable, new UUID(0, 0), UUID::toString, UUID::fromString);
                    case FLAG -> throw new IllegalArgumentException(term + " has no order.");
                });
    }

    @SuppressWarnings("unchecked")
    private static Keyset.Key<?> text(Term term, Field<?> column, boolean nullable) {
        Field<String> text = (Field<String>) column;
        Field<String> cut = term.field() == ListField.SUMMARY_TEXT ? left(text, inline(MAX_SUMMARY)) : text;
        return key(term, cut, nullable, "", value -> value, value -> value);
    }

    @SuppressWarnings("unchecked")
    private static <T> Keyset.Key<T> key(
            Term term,
            Field<?> column,
            boolean nullable,
            T nothing,
            Function<T, String> print,
            Function<String, T> parse) {
        Field<T> typed = (Field<T>) column;
        Field<T> whole = nullable ? coalesce(typed, inline(nothing, typed)) : typed;
        return new Keyset.Key<>(whole, term.descending(), print, parse);
    }
}
