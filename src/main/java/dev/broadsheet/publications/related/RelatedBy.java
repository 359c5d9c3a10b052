package dev.broadsheet.publications.related;

import dev.broadsheet.kernel.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Relations between articles, the strongest first. */
enum RelatedBy {
    /** Named by the editor. */
    EDITOR,
    TAGS,
    TEXT;

    static Set<RelatedBy> read(@Nullable List<String> values, List<Fault> faults) {
        if (values == null || values.isEmpty()) {
            return EnumSet.allOf(RelatedBy.class);
        }
        Set<RelatedBy> by = EnumSet.noneOf(RelatedBy.class);
        for (String word : String.join(",", values).split(",", -1)) {
            Optional<RelatedBy> known = Arrays.stream(values())
                    .filter(each -> each.text().equals(word.strip()))
                    .findFirst();
            known.ifPresentOrElse(
                    by::add, () -> faults.add(Fault.in("by", "invalid-value", "by takes " + allowed() + ".")));
        }
        return by;
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String allowed() {
        return Arrays.stream(values()).map(RelatedBy::text).collect(Collectors.joining(", "));
    }
}
