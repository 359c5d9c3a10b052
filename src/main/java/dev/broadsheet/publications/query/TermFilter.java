package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tags, authors and sections that an article carries or doesn't, each named by slug, former slug, name or id.
 *
 * @param values as they were sent
 * @param descendants whether each stands for all that lie below it as well
 */
public record TermFilter(List<Value> values, boolean descendants) {

    static final int MAX_NAMES = 50;

    /**
     * One value of a parameter.
     *
     * @param names what stands between its commas
     * @param whole all of it as one name, if it may be one: “Kim Lund, PhD”. It is, if there is a term of that name
     */
    record Value(
            TermKind kind,
            Match match,
            List<Wanted> names,
            @Nullable Wanted whole) {

        private List<Wanted> meant(Set<Wanted> found) {
            return whole != null && found.contains(whole) ? List.of(whole) : names;
        }
    }

    /** Each once, in the order in which they are named. */
    public List<Wanted> terms() {
        return values.stream()
                .flatMap(value -> Stream.concat(Stream.ofNullable(value.whole()), value.names().stream()))
                .distinct()
                .toList();
    }

    /**
     * Of each group, the article carries at least one.
     *
     * @param found those of the terms that there are
     */
    public List<List<Wanted>> groups(Set<Wanted> found) {
        List<List<Wanted>> groups = new ArrayList<>();
        for (TermKind kind : TermKind.values()) {
            List<Wanted> any = meant(kind, Match.ANY, found);
            if (!any.isEmpty()) {
                groups.add(any);
            }
            meant(kind, Match.ALL, found).forEach(term -> groups.add(List.of(term)));
        }
        return groups;
    }

    /** The article carries none of these. */
    public List<Wanted> none(Set<Wanted> found) {
        return Stream.of(TermKind.values())
                .flatMap(kind -> meant(kind, Match.NONE, found).stream())
                .toList();
    }

    /** Whether all that is asked is that one term is carried, named by its slug or its name. */
    public boolean isOneName() {
        return values.size() == 1
                && terms().size() == 1
                && values.get(0).match() != Match.NONE
                && terms().get(0).id() == null;
    }

    private List<Wanted> meant(TermKind kind, Match match, Set<Wanted> found) {
        return values.stream()
                .filter(value -> value.kind() == kind && value.match() == match)
                .flatMap(value -> value.meant(found).stream())
                .distinct()
                .toList();
    }

    /** The same for every way to write the same. */
    String normalized() {
        TreeSet<String> parts = new TreeSet<>();
        groups(Set.of())
                .forEach(group ->
                        parts.add(group.stream().map(TermFilter::text).sorted().collect(Collectors.joining(","))));
        none(Set.of()).forEach(term -> parts.add("-" + text(term)));
        return descendants ? parts + " descendants" : parts.toString();
    }

    private static String text(Wanted term) {
        return term.kind() + ":" + (term.id() == null ? term.slug() + "/" + term.folded() : term.id());
    }

    static TermFilter read(Asked asked, boolean descendants, List<Fault> faults) {
        List<Value> values = new ArrayList<>();
        for (TermKind kind : TermKind.values()) {
            for (Match match : Match.values()) {
                values.addAll(values(kind, match, asked, faults));
            }
        }
        return new TermFilter(List.copyOf(values), descendants);
    }

    private static List<Value> values(TermKind kind, Match match, Asked asked, List<Fault> faults) {
        String parameter = match.of(kind);
        List<Value> values = new ArrayList<>();
        for (Asked.Names sent : asked.names(parameter)) {
            List<Wanted> names = new ArrayList<>();
            for (String name : sent.parts()) {
                if (name.isBlank()) {
                    faults.add(Fault.in(parameter, "invalid-value", parameter + " has an empty name in it."));
                } else {
                    names.add(Wanted.referred(kind, name.strip(), ""));
                }
            }
            values.add(new Value(
                    kind,
                    match,
                    names,
                    sent.whole() == null
                            ? null
                            : Wanted.referred(kind, sent.whole().strip(), "")));
        }
        if (values.stream().flatMap(value -> value.names().stream()).distinct().count() > MAX_NAMES) {
            faults.add(Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_NAMES + " names."));
        }
        return values;
    }

    /** How several names are meant. */
    enum Match {
        ANY(
                "",
                "Carries any of these, by slug, name or id; several between commas. A name with commas goes between double quotes, or into a parameter of its own."),
        ALL(".all", "Carries all of these."),
        NONE(".none", "Carries none of these.");

        private final String ending;
        private final String says;

        Match(String ending, String says) {
            this.ending = ending;
            this.says = says;
        }

        String of(TermKind kind) {
            return kind.text() + ending;
        }

        /** For the contract. */
        String says() {
            return says;
        }
    }
}
