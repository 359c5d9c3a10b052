package dev.broadsheet.access.audit;

import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.events.ChangeType;
import dev.broadsheet.kernel.events.ChangeTypes;
import dev.broadsheet.kernel.request.UrlDate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Filters of the audit log. An entry must match all of them.
 *
 * @param from inclusive
 * @param to exclusive
 */
record AuditFilter(
        @Nullable String article,
        @Nullable String by,
        Set<String> actions,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The query parameters. */
    public static class Parameters {

        @RestQuery
        @Parameter(description = "Id, slug or former slug of an article.", example = "summit-ends")
        @Nullable
        String article;

        @RestQuery
        @Parameter(description = "Id or name of a key; broadsheet for the app itself.", example = "imports")
        @Nullable
        String by;

        @RestQuery
        @Parameter(description = "Actions, separated by commas. Default: all.", example = "article.published")
        @Nullable
        List<String> action;

        @RestQuery
        @Parameter(description = "At or after.", example = "2026-01-31")
        @Nullable
        String from;

        @RestQuery
        @Parameter(description = "Before.", example = "2026-02-01")
        @Nullable
        String to;

        AuditFilter read(ChangeTypes types, DateParser dates, List<Fault> faults) {
            return new AuditFilter(
                    article,
                    by,
                    actions(types, faults),
                    date("from", from, dates, faults),
                    date("to", to, dates, faults));
        }

        private Set<String> actions(ChangeTypes types, List<Fault> faults) {
            Set<String> known =
                    types.all().stream().map(ChangeType::text).collect(Collectors.toCollection(TreeSet::new));
            Set<String> actions = new TreeSet<>();
            for (String word : action == null || action.isEmpty()
                    ? new String[0]
                    : String.join(",", action).split(",")) {
                if (known.contains(word.strip())) {
                    actions.add(word.strip());
                } else {
                    faults.add(Fault.in(
                            "action",
                            "invalid-value",
                            "action doesn't know " + word + ". It takes " + String.join(", ", known) + "."));
                }
            }
            return actions;
        }

        private static @Nullable Instant date(
                String name, @Nullable String text, DateParser dates, List<Fault> faults) {
            if (text == null) {
                return null;
            }
            Instant instant = dates.parse(UrlDate.withPlus(text)).orElse(null);
            if (instant == null) {
                faults.add(Fault.in(
                        name, "invalid-date", name + " takes a date such as 2026-01-31T18:00:00Z or 2026-01-31."));
            }
            return instant;
        }
    }
}
