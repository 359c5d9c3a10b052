package dev.broadsheet.terms.list;

import static dev.broadsheet.terms.TermTable.TERM;
import static org.jooq.impl.DSL.lower;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.Keyset;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The sort order of a list of terms, with the id as the tie-breaker. */
public record TermSort(By by, boolean descending) {

    enum By {
        NAME("name", lower(TERM.NAME), name -> name, name -> name),
        SLUG("slug", TERM.SLUG, slug -> slug, slug -> slug),
        COUNT("count", TermQueries.ARTICLES, String::valueOf, Long::valueOf),
        CREATED("createdAt", TERM.CREATED_AT, By::print, Keyset::time),
        UPDATED("updatedAt", TERM.UPDATED_AT, By::print, Keyset::time);

        private final String text;
        private final Function<Boolean, Keyset.Key<?>> key;

        <T> By(String text, Field<T> field, Function<T, String> print, Function<String, T> parse) {
            this.text = text;
            this.key = descending -> new Keyset.Key<>(field, descending, print, parse);
        }

        private static String print(OffsetDateTime time) {
            return time.toInstant().toString();
        }
    }

    public static TermSort read(@Nullable String sort) {
        String text = sort == null ? By.NAME.text : sort.strip();
        boolean descending = text.startsWith("-");
        String word = descending ? text.substring(1) : text;
        return Arrays.stream(By.values())
                .filter(by -> by.text.equals(word))
                .findFirst()
                .map(by -> new TermSort(by, descending))
                .orElseThrow(() -> new ParameterProblem(List.of(Fault.in(
                        "sort",
                        "invalid-value",
                        "sort takes one of "
                                + Arrays.stream(By.values()).map(by -> by.text).collect(Collectors.joining(", "))
                                + "; with - in front descending."))));
    }

    /** @param list identifies the list apart from its sort */
    Keyset keys(String list) {
        return new Keyset(
                List.of(
                        by.key.apply(descending),
                        new Keyset.Key<>(TERM.ID, descending, UUID::toString, UUID::fromString)),
                list + " " + this);
    }
}
