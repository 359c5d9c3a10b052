package dev.broadsheet.publications.query;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.words.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a query out of what was asked, and notes everything that is wrong with it. */
@ApplicationScoped
public class QueryReader {

    /** What is taken beside conditions on fields. */
    private static final Map<QueryUse, Set<String>> KNOWN =
            Arrays.stream(QueryUse.values()).collect(Collectors.toMap(use -> use, QueryReader::known));

    private final FilterReader filters;
    private final PastMoment moment;

    QueryReader(FilterReader filters, PastMoment moment) {
        this.filters = filters;
        this.moment = moment;
    }

    public Query read(Asked asked, List<Fault> faults) {
        return read(QueryUse.LIST, asked, faults);
    }

    public Query read(QueryUse use, Asked sent, List<Fault> faults) {
        Asked asked = sent.without(use.own());
        Set<ArticleStatus> statuses = use.forEditors() ? statuses(asked, faults) : null;
        boolean editor = statuses != null;
        refuseUnknown(use, asked, editor, faults);
        TermFilter terms = TermFilter.read(asked, flag(ListParameter.DESCENDANTS, asked, faults), faults);
        List<Filter> conditions = filters.read(asked, editor, faults);
        WebQuery search = search(asked, faults);
        Sort sort = Sort.read(text(ListParameter.SORT, asked), editor, search != null && use.ranks(), faults);
        List<Facet> facets = Facet.read(asked, faults);
        OffsetDateTime at = moment.read(
                asked.one(ListParameter.AT.text(), faults),
                editor ? "status" : search != null ? ListParameter.Q.text() : facets.isEmpty() ? null : "facet",
                faults);
        Query.Count count = count(asked.one(ListParameter.COUNT.text(), faults), faults);
        return new Query(
                terms,
                conditions,
                statuses,
                at,
                sort,
                page(asked, count, faults),
                count,
                facets,
                list(asked, statuses, at, sort, terms, search),
                search,
                highlight(asked, search, faults));
    }

    /** Whether the same query asks something else a moment later: it has dates that count from now. */
    public boolean dependsOnTheMoment(Asked asked) {
        return asked.names().stream()
                .anyMatch(name -> isDate(name) && asked.several(name).stream().anyMatch(filters::isRelative));
    }

    private static boolean isDate(String parameter) {
        int dot = parameter.indexOf('.');
        return ListField.named(dot < 0 ? parameter : parameter.substring(0, dot), true)
                .filter(field -> field.kind() == Kind.DATE)
                .isPresent();
    }

    private static @Nullable WebQuery search(Asked asked, List<Fault> faults) {
        String name = ListParameter.Q.text();
        String text = asked.one(name, faults);
        return text == null ? null : WebQuery.read(name, text, faults);
    }

    private static boolean highlight(Asked asked, @Nullable WebQuery search, List<Fault> faults) {
        String name = ListParameter.HIGHLIGHT.text();
        String text = asked.one(name, faults);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add(Fault.in(name, "invalid-value", "highlight takes true and false."));
        }
        boolean wanted = "true".equals(text);
        if (wanted && search == null) {
            faults.add(Fault.in(name, "conflicting-parameters", "highlight needs q: there is nothing else to mark."));
        }
        return wanted;
    }

    /** The values between commas, however they were sent. */
    private static @Nullable String text(ListParameter parameter, Asked asked) {
        List<String> values = asked.several(parameter.text());
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static PageRequest page(Asked asked, Query.Count count, List<Fault> faults) {
        return PageRequest.of(
                number(ListParameter.LIMIT, asked, faults),
                asked.one(ListParameter.AFTER.text(), faults),
                asked.one(ListParameter.BEFORE.text(), faults),
                number(ListParameter.OFFSET, asked, faults),
                count == Query.Count.EXACT,
                faults);
    }

    private static @Nullable Integer number(ListParameter parameter, Asked asked, List<Fault> faults) {
        String text = asked.one(parameter.text(), faults);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException none) {
            faults.add(Fault.in(parameter.text(), "invalid-value", parameter.text() + " takes a whole number."));
            return null;
        }
    }

    private static boolean flag(ListParameter parameter, Asked asked, List<Fault> faults) {
        String text = asked.one(parameter.text(), faults);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add(Fault.in(parameter.text(), "invalid-value", parameter.text() + " takes true and false."));
        }
        return "true".equals(text);
    }

    private static Query.Count count(@Nullable String text, List<Fault> faults) {
        if (text == null) {
            return Query.Count.NONE;
        }
        switch (text) {
            case "exact":
                return Query.Count.EXACT;
            case "estimate":
                return Query.Count.ESTIMATE;
            default:
                faults.add(Fault.in("count", "invalid-value", "count takes exact and estimate."));
                return Query.Count.NONE;
        }
    }

    private static @Nullable Set<ArticleStatus> statuses(Asked asked, List<Fault> faults) {
        List<String> words = asked.several(ListParameter.STATUS.text());
        if (words.isEmpty()) {
            return null;
        }
        Set<ArticleStatus> statuses = EnumSet.noneOf(ArticleStatus.class);
        for (String word : words) {
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
                                                    .map(known -> known.name().toLowerCase(Locale.ROOT))
                                                    .collect(Collectors.joining(", "))
                                            + ".")));
        }
        return statuses;
    }

    private static void refuseUnknown(QueryUse use, Asked asked, boolean editor, List<Fault> faults) {
        Set<String> known = Objects.requireNonNull(KNOWN.get(use));
        for (String name : asked.names()) {
            if (known.contains(name)) {
                continue;
            }
            int dot = name.indexOf('.');
            ListField field = ListField.named(dot < 0 ? name : name.substring(0, dot), editor)
                    .orElse(null);
            if (field == null) {
                List<String> allowed = new ArrayList<>(known);
                ListField.known(editor).stream().map(ListField::text).forEach(allowed::add);
                faults.add(unknown(name, allowed, ", fields also with an operator behind a dot"));
            } else {
                List<String> allowed = field.kind().operators().stream()
                        .map(operator -> operator.of(field))
                        .toList();
                if (!allowed.contains(name)) {
                    faults.add(unknown(name, allowed, ""));
                }
            }
        }
    }

    private static Set<String> known(QueryUse use) {
        Set<String> known = new LinkedHashSet<>(new TreeSet<>(use.own()));
        for (TermKind kind : TermKind.values()) {
            Arrays.stream(TermFilter.Match.values())
                    .map(match -> match.of(kind))
                    .forEach(known::add);
        }
        use.parameters().stream().map(ListParameter::text).forEach(known::add);
        return known;
    }

    private static Fault unknown(String name, List<String> allowed, String more) {
        return Fault.in(
                name,
                "unknown-parameter",
                "There is no parameter " + name + " here. Allowed: " + String.join(", ", allowed) + more + ".");
    }

    /** Relative dates stay as they are written: a list of the last seven days is the same list a moment later. */
    private static String list(
            Asked asked,
            @Nullable Set<ArticleStatus> statuses,
            @Nullable OffsetDateTime at,
            Sort sort,
            TermFilter terms,
            @Nullable WebQuery search) {
        Set<String> parts = new TreeSet<>();
        for (String name : asked.names()) {
            boolean conditions = Arrays.stream(ListParameter.values())
                    .noneMatch(parameter -> parameter.text().equals(name));
            boolean aboutTerms = Arrays.stream(TermKind.values())
                    .anyMatch(kind -> name.equals(kind.text()) || name.startsWith(kind.text() + "."));
            if (conditions && !aboutTerms) {
                parts.add(name + "=" + new TreeSet<>(asked.several(name)));
            }
        }
        String words = search == null ? "" : " " + sort.byRelevance() + " " + search;
        return statuses + " " + at + " " + sort.terms() + " " + terms.normalized() + " " + parts + words;
    }
}
