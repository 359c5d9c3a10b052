package dev.broadsheet.search;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadsheet.kernel.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of search results. */
enum SearchResultType {
    ARTICLE,
    TAG,
    AUTHOR,
    SECTION;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path(String slug) {
        return "/api/" + text() + "s/" + slug;
    }

    /** Reads the parameter {@code kind}; all types if it is absent. */
    static Set<SearchResultType> read(@Nullable List<String> values, List<Fault> faults) {
        if (values == null || values.isEmpty()) {
            return EnumSet.allOf(SearchResultType.class);
        }
        Set<SearchResultType> kinds = EnumSet.noneOf(SearchResultType.class);
        for (String word : String.join(",", values).split(",", -1)) {
            Arrays.stream(values())
                    .filter(kind -> kind.text().equals(word.strip()))
                    .findFirst()
                    .ifPresentOrElse(
                            kinds::add,
                            () -> faults.add(Fault.in(
                                    "kind",
                                    "invalid-value",
                                    "kind takes "
                                            + Arrays.stream(values())
                                                    .map(SearchResultType::text)
                                                    .collect(Collectors.joining(", "))
                                            + ".")));
        }
        return kinds;
    }
}
