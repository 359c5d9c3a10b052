package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tags, authors and sections that articles must or must not have, each named by slug, former slug, name or id.
 *
 * @param values the values of the parameters, as sent
 * @param descendants whether each term includes its descendants
 */
public record TermFilter(List<Value> values, boolean descendants) {

    static final int MAX_NAMES = 50;

    /**
     * A value of a parameter.
     *
     * @param names the names between its commas
     * @param whole the whole value as one name, if it may be one, as in “Kim Lund, PhD”; replaces {@code names} if such
     *     a term exists
     */
    record Value(
            TermKind kind,
            Match match,
            List<TermRef> names,
            @Nullable TermRef whole) {

        private List<TermRef> refs(Set<TermRef> found) {
            return whole != null && found.contains(whole) ? List.of(whole) : names;
        }
    }

    /** The distinct terms, in the order in which they are named. */
    public List<TermRef> terms() {
        return values.stream()
                .flatMap(value -> Stream.concat(Stream.ofNullable(value.whole()), value.names().stream()))
                .distinct()
                .toList();
    }

    /**
     * Groups of terms. An article must have at least one term of each group.
     *
     * @param found the terms that exist
     */
    public List<List<TermRef>> groups(Set<TermRef> found) {
        List<List<TermRef>> groups = new ArrayList<>();
        for (TermKind kind : TermKind.values()) {
            List<TermRef> any = refs(kind, Match.ANY, found);
            if (!any.isEmpty()) {
                groups.add(any);
            }
            refs(kind, Match.ALL, found).forEach(term -> groups.add(List.of(term)));
        }
        return groups;
    }

    /** The terms that an article must not have. */
    public List<TermRef> none(Set<TermRef> found) {
        return Stream.of(TermKind.values())
                .flatMap(kind -> refs(kind, Match.NONE, found).stream())
                .toList();
    }

    /** Whether the filter requires exactly one term, named by its slug or name. */
    public boolean isOneName() {
        return values.size() == 1
                && terms().size() == 1
                && values.get(0).match() != Match.NONE
                && terms().get(0).id() == null;
    }

    private List<TermRef> refs(TermKind kind, Match match, Set<TermRef> found) {
        return values.stream()
                .filter(value -> value.kind() == kind && value.match() == match)
                .flatMap(value -> value.refs(found).stream())
                .distinct()
                .toList();
    }

    /** A normal form, equal for every notation of the same filter. */
    String normalized() {
        TreeSet<String> parts = new TreeSet<>();
        groups(Set.of())
                .forEach(group ->
                        parts.add(group.stream().map(TermFilter::text).sorted().collect(Collectors.joining(","))));
        none(Set.of()).forEach(term -> parts.add("-" + text(term)));
        return descendants ? parts + " descendants" : parts.toString();
    }

    private static String text(TermRef term) {
        return term.kind() + ":" + (term.id() == null ? term.slug() + "/" + term.folded() : term.id());
    }

    static TermFilter read(QueryParameters queryParameters, boolean descendants, List<Fault> faults) {
        List<Value> values = new ArrayList<>();
        for (TermKind kind : TermKind.values()) {
            for (Match match : Match.values()) {
                values.addAll(values(kind, match, queryParameters, faults));
            }
        }
        return new TermFilter(List.copyOf(values), descendants);
    }

    private static List<Value> values(TermKind kind, Match match, QueryParameters queryParameters, List<Fault> faults) {
        String parameter = match.of(kind);
        List<Value> values = new ArrayList<>();
        for (QueryParameters.Names sent : queryParameters.names(parameter)) {
            List<TermRef> names = new ArrayList<>();
            for (String name : sent.parts()) {
                if (name.isBlank()) {
                    faults.add(Fault.in(parameter, "invalid-value", parameter + " has an empty name in it."));
                } else {
                    names.add(TermRef.ofReference(kind, name.strip(), ""));
                }
            }
            values.add(new Value(
                    kind,
                    match,
                    names,
                    sent.whole() == null
                            ? null
                            : TermRef.ofReference(kind, sent.whole().strip(), "")));
        }
        if (values.stream().flatMap(value -> value.names().stream()).distinct().count() > MAX_NAMES) {
            faults.add(Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_NAMES + " names."));
        }
        return values;
    }

    /** How several names are combined. */
    enum Match {
        ANY(
                "",
                "Has any of these: slugs, names or ids, separated by commas. A name with commas is quoted with double quotes, or a parameter of its own."),
        ALL(".all", "Has all of these."),
        NONE(".none", "Has none of these.");

        private final String ending;
        private final String description;

        Match(String ending, String description) {
            this.ending = ending;
            this.description = description;
        }

        String of(TermKind kind) {
            return kind.text() + ending;
        }

        /** Text for the OpenAPI document. */
        String description() {
            return description;
        }
    }
}
