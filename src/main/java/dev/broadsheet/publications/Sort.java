package dev.broadsheet.publications;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Keyset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: columns, each ascending or, with a minus in front, descending. The article's id always comes last,
 * so that no two rows are equal.
 */
record Sort(List<Term> terms) {

    private static final int MAX_TERMS = 4;

    record Term(String name, boolean descending) {}

    /** The columns that a list can be sorted by, under the names that clients know. */
    record Columns(Field<UUID> id, Map<String, Field<String>> texts, Map<String, Field<OffsetDateTime>> times) {

        List<String> names() {
            List<String> names = new ArrayList<>(times.keySet());
            names.addAll(texts.keySet());
            return names;
        }
    }

    static Sort read(@Nullable String text, String byDefault, Columns columns, List<Fault> faults) {
        List<Term> terms = new ArrayList<>();
        for (String part : (text == null ? byDefault : text).split(",", -1)) {
            boolean descending = part.startsWith("-");
            String name = descending ? part.substring(1) : part;
            if (!columns.names().contains(name)) {
                faults.add(Fault.in(
                        "sort",
                        "invalid-value",
                        "sort takes " + String.join(", ", columns.names()) + ", each with - in front for descending."));
                return new Sort(List.of());
            }
            terms.add(new Term(name, descending));
        }
        long different = terms.stream().map(Term::name).distinct().count();
        if (terms.size() > MAX_TERMS || different < terms.size()) {
            faults.add(Fault.in("sort", "invalid-value", "sort takes up to " + MAX_TERMS + " different columns."));
        }
        return new Sort(terms);
    }

    boolean isBy(String name) {
        return terms.size() == 1 && terms.get(0).name().equals(name);
    }

    /** The column that rows are sorted by in the first place, if it is a date. */
    @Nullable
    Field<OffsetDateTime> leadingDate(Columns columns) {
        return columns.times().get(terms.get(0).name());
    }

    Keyset keyset(Columns columns, String filter) {
        List<Keyset.Key<?>> keys = new ArrayList<>();
        for (Term term : terms) {
            Field<String> text = columns.texts().get(term.name());
            Field<OffsetDateTime> time = columns.times().get(term.name());
            if (text != null) {
                keys.add(new Keyset.Key<>(text, term.descending(), value -> value, value -> value));
            } else if (time != null) {
                keys.add(new Keyset.Key<>(
                        time, term.descending(), value -> String.valueOf(value.toInstant()), Sort::time));
            }
        }
        keys.add(new Keyset.Key<>(columns.id(), terms.get(0).descending(), UUID::toString, UUID::fromString));
        return new Keyset(keys, terms + " " + filter);
    }

    /** Of the years that can be stored: another is nobody's date. */
    private static OffsetDateTime time(String value) {
        OffsetDateTime time = Instant.parse(value).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException(value);
        }
        return time;
    }

    static <T> Map<String, Field<T>> named(Object... namesAndFields) {
        Map<String, Field<T>> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndFields.length; i += 2) {
            @SuppressWarnings("unchecked")
            Field<T> field = (Field<T>) namesAndFields[i + 1];
            fields.put((String) namesAndFields[i], field);
        }
        return fields;
    }
}
