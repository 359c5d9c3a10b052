package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tags, authors and sections that an article carries or doesn't, each named by slug, former slug, name or id.
 *
 * @param groups of each, the article carries at least one
 * @param none the article carries none of these
 * @param descendants whether each stands for all that lie below it as well
 */
public record TermFilter(List<List<Wanted>> groups, List<Wanted> none, boolean descendants) {

    static final int MAX_NAMES = 50;

    /** Each once, in the order in which they are named. */
    public List<Wanted> terms() {
        return Stream.concat(groups.stream().flatMap(List::stream), none.stream())
                .distinct()
                .toList();
    }

    /** The same for every way to write the same. */
    String normalized() {
        TreeSet<String> parts = new TreeSet<>();
        groups.forEach(
                group -> parts.add(group.stream().map(TermFilter::text).sorted().collect(Collectors.joining(","))));
        none.forEach(term -> parts.add("-" + text(term)));
        return descendants ? parts + " descendants" : parts.toString();
    }

    private static String text(Wanted term) {
        return term.kind() + ":" + (term.id() == null ? term.slug() + "/" + term.name() : term.id());
    }

    static TermFilter read(Asked asked, boolean descendants, List<Fault> faults) {
        List<List<Wanted>> groups = new ArrayList<>();
        List<Wanted> none = new ArrayList<>();
        for (TermKind kind : TermKind.values()) {
            List<Wanted> any = names(kind, Match.ANY, asked, faults);
            if (!any.isEmpty()) {
                groups.add(any);
            }
            names(kind, Match.ALL, asked, faults).forEach(term -> groups.add(List.of(term)));
            none.addAll(names(kind, Match.NONE, asked, faults));
        }
        return new TermFilter(List.copyOf(groups), List.copyOf(none), descendants);
    }

    private static List<Wanted> names(TermKind kind, Match match, Asked asked, List<Fault> faults) {
        String parameter = match.of(kind);
        List<Wanted> terms = new ArrayList<>();
        for (String name : asked.several(parameter)) {
            String text = name.strip();
            if (text.isEmpty()) {
                faults.add(Fault.in(parameter, "invalid-value", parameter + " has an empty name in it."));
            } else {
                terms.add(Ids.parse(text)
                        .map(id -> new Wanted(kind, id, "", "", ""))
                        .orElseGet(() -> Wanted.named(kind, text, "")));
            }
        }
        if (terms.size() > MAX_NAMES) {
            faults.add(Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_NAMES + " names."));
        }
        return terms.stream().distinct().toList();
    }

    /** How several names are meant. */
    enum Match {
        ANY("", "Carries any of these, by slug, name or id; several between commas."),
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
