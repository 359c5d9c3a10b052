package dev.broadsheet.publications;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which articles a list has. Tags, authors and sections are named by slug, former slug, name or id; conditions all hold
 * at once.
 *
 * @param groups of each, the article carries at least one
 * @param none the article carries none of these
 * @param statuses working copies in one of these; null for the live list
 */
record ArticleFilter(
        List<List<Wanted>> groups,
        List<Wanted> none,
        @Nullable Set<ArticleStatus> statuses) {

    static final int MAX_NAMES = 50;

    List<Wanted> terms() {
        return Stream.concat(groups.stream().flatMap(List::stream), none.stream())
                .distinct()
                .toList();
    }

    /** The same for every way to write the same filter. */
    String normalized() {
        TreeSet<String> parts = new TreeSet<>();
        groups.forEach(group ->
                parts.add(group.stream().map(ArticleFilter::text).sorted().collect(Collectors.joining(","))));
        none.forEach(term -> parts.add("-" + text(term)));
        return statuses + " " + parts;
    }

    private static String text(Wanted term) {
        return term.kind() + ":" + (term.id() == null ? term.slug() + "/" + term.name() : term.id());
    }

    /** The parameters as they stand in the URL. */
    public static class Parameters {

        @RestQuery
        @Parameter(
                description = "Carries any of these tags, by slug or name; several between commas.",
                example = "energy,oil")
        @Nullable
        List<String> tag;

        @RestQuery("tag.all")
        @Parameter(description = "Carries all of these tags.", example = "energy,iraq")
        @Nullable
        List<String> tagAll;

        @RestQuery("tag.none")
        @Parameter(description = "Carries none of these tags.", example = "opinion")
        @Nullable
        List<String> tagNone;

        @RestQuery
        @Parameter(description = "By any of these authors.")
        @Nullable
        List<String> author;

        @RestQuery
        @Parameter(description = "In any of these sections.")
        @Nullable
        List<String> section;

        @RestQuery
        @Parameter(
                description =
                        "Working copies instead of live articles: draft, scheduled, published, expired, archived, trashed, several between commas, or any (all but trashed). Needs a key.")
        @Nullable
        List<String> status;

        ArticleFilter read(List<Fault> faults) {
            List<List<Wanted>> groups = new ArrayList<>();
            any(groups, "tag", TermKind.TAG, tag, faults);
            names("tag.all", TermKind.TAG, tagAll, faults).forEach(term -> groups.add(List.of(term)));
            any(groups, "author", TermKind.AUTHOR, author, faults);
            any(groups, "section", TermKind.SECTION, section, faults);
            return new ArticleFilter(
                    List.copyOf(groups), names("tag.none", TermKind.TAG, tagNone, faults), statuses(faults));
        }

        private static void any(
                List<List<Wanted>> groups,
                String parameter,
                TermKind kind,
                @Nullable List<String> values,
                List<Fault> faults) {
            List<Wanted> group = names(parameter, kind, values, faults);
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }

        private static List<Wanted> names(
                String parameter, TermKind kind, @Nullable List<String> values, List<Fault> faults) {
            if (values == null || values.isEmpty()) {
                return List.of();
            }
            List<Wanted> terms = new ArrayList<>();
            for (String name : String.join(",", values).split(",", -1)) {
                String text = name.strip();
                if (text.isEmpty()) {
                    faults.add(Fault.in(parameter, "invalid-value", parameter + " has an empty name in it."));
                } else if (Ids.parse(text).isPresent()) {
                    terms.add(new Wanted(kind, Ids.parse(text).orElseThrow(), "", "", ""));
                } else {
                    terms.add(Wanted.named(kind, text, ""));
                }
            }
            if (terms.size() > MAX_NAMES) {
                faults.add(Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_NAMES + " names."));
            }
            return terms.stream().distinct().toList();
        }

        private @Nullable Set<ArticleStatus> statuses(List<Fault> faults) {
            if (status == null || status.isEmpty()) {
                return null;
            }
            Set<ArticleStatus> statuses = EnumSet.noneOf(ArticleStatus.class);
            for (String word : String.join(",", status).split(",", -1)) {
                if (word.strip().equals("any")) {
                    statuses.addAll(EnumSet.complementOf(EnumSet.of(ArticleStatus.TRASHED)));
                    continue;
                }
                Arrays.stream(ArticleStatus.values())
                        .filter(known -> known.text().equals(word.strip()))
                        .findFirst()
                        .ifPresentOrElse(
                                statuses::add,
                                () -> faults.add(Fault.in(
                                        "status",
                                        "invalid-value",
                                        "status takes any, "
                                                + Arrays.stream(ArticleStatus.values())
                                                        .map(known ->
                                                                known.name().toLowerCase(Locale.ROOT))
                                                        .collect(Collectors.joining(", "))
                                                + ".")));
            }
            return statuses;
        }
    }
}
