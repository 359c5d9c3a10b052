package dev.broadsheet.publications.query;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.text.WebQuery;
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

/** Parses the parameters of a list into a {@link Query}, and collects every error. */
@ApplicationScoped
public class QueryReader {

    /** The accepted parameters other than conditions on fields. */
    private static final Map<QueryEndpoint, Set<String>> KNOWN =
            Arrays.stream(QueryEndpoint.values()).collect(Collectors.toMap(endpoint -> endpoint, QueryReader::known));

    private final FilterReader filters;
    private final AtParameter atParameter;

    QueryReader(FilterReader filters, AtParameter atParameter) {
        this.filters = filters;
        this.atParameter = atParameter;
    }

    public Query read(QueryParameters queryParameters, List<Fault> faults) {
        return read(QueryEndpoint.LIST, queryParameters, faults);
    }

    public Query read(QueryEndpoint endpoint, QueryParameters sent, List<Fault> faults) {
        QueryParameters queryParameters = sent.without(endpoint.ownParameters());
        Set<ArticleStatus> statuses = endpoint.forEditors() ? statuses(queryParameters, faults) : null;
        boolean editor = statuses != null;
        rejectUnknown(endpoint, queryParameters, editor, faults);
        TermFilter terms =
                TermFilter.read(queryParameters, flag(ListParameter.DESCENDANTS, queryParameters, faults), faults);
        List<Filter> conditions = filters.read(queryParameters, editor, faults);
        WebQuery search = search(queryParameters, faults);
        Sort sort = Sort.read(
                text(ListParameter.SORT, queryParameters),
                editor,
                search != null && endpoint.supportsRanking(),
                faults);
        List<Facet> facets = Facet.read(queryParameters, faults);
        OffsetDateTime at = atParameter.read(
                queryParameters.single(ListParameter.AT.text(), faults),
                editor ? "status" : search != null ? ListParameter.Q.text() : facets.isEmpty() ? null : "facet",
                faults);
        Query.Count count = count(queryParameters.single(ListParameter.COUNT.text(), faults), faults);
        return new Query(
                terms,
                conditions,
                statuses,
                at,
                sort,
                page(queryParameters, count, faults),
                count,
                facets,
                fingerprint(queryParameters, statuses, at, sort, terms, search),
                search,
                highlight(queryParameters, search, faults));
    }

    /** Whether the query has dates relative to now, so that its result changes with time. */
    public boolean hasRelativeDates(QueryParameters queryParameters) {
        return queryParameters.names().stream()
                .anyMatch(name ->
                        isDate(name) && queryParameters.list(name).stream().anyMatch(filters::isRelative));
    }

    private static boolean isDate(String parameter) {
        int dot = parameter.indexOf('.');
        return ListField.named(dot < 0 ? parameter : parameter.substring(0, dot), true)
                .filter(field -> field.kind() == FieldType.DATE)
                .isPresent();
    }

    private static @Nullable WebQuery search(QueryParameters queryParameters, List<Fault> faults) {
        String name = ListParameter.Q.text();
        String text = queryParameters.single(name, faults);
        return text == null ? null : WebQuery.read(name, text, faults);
    }

    private static boolean highlight(QueryParameters queryParameters, @Nullable WebQuery search, List<Fault> faults) {
        String name = ListParameter.HIGHLIGHT.text();
        String text = queryParameters.single(name, faults);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add(Fault.in(name, "invalid-value", "highlight takes true and false."));
        }
        boolean wanted = "true".equals(text);
        if (wanted && search == null) {
            faults.add(Fault.in(name, "conflicting-parameters", "highlight needs q."));
        }
        return wanted;
    }

    /** All values of the parameter, joined by commas. */
    private static @Nullable String text(ListParameter parameter, QueryParameters queryParameters) {
        List<String> values = queryParameters.list(parameter.text());
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static PageRequest page(QueryParameters queryParameters, Query.Count count, List<Fault> faults) {
        return PageRequest.of(
                number(ListParameter.LIMIT, queryParameters, faults),
                queryParameters.single(ListParameter.AFTER.text(), faults),
                queryParameters.single(ListParameter.BEFORE.text(), faults),
                number(ListParameter.OFFSET, queryParameters, faults),
                count == Query.Count.EXACT,
                faults);
    }

    private static @Nullable Integer number(
            ListParameter parameter, QueryParameters queryParameters, List<Fault> faults) {
        String text = queryParameters.single(parameter.text(), faults);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException none) {
            faults.add(Fault.in(parameter.text(), "invalid-value", parameter.text() + " takes a whole number."));
            return null;
        }
    }

    private static boolean flag(ListParameter parameter, QueryParameters queryParameters, List<Fault> faults) {
        String text = queryParameters.single(parameter.text(), faults);
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

    private static @Nullable Set<ArticleStatus> statuses(QueryParameters queryParameters, List<Fault> faults) {
        List<String> words = queryParameters.list(ListParameter.STATUS.text());
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

    private static void rejectUnknown(
            QueryEndpoint endpoint, QueryParameters queryParameters, boolean editor, List<Fault> faults) {
        Set<String> known = Objects.requireNonNull(KNOWN.get(endpoint));
        for (String name : queryParameters.names()) {
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
                        .map(operator -> operator.parameterName(field))
                        .toList();
                if (!allowed.contains(name)) {
                    faults.add(unknown(name, allowed, ""));
                }
            }
        }
    }

    private static Set<String> known(QueryEndpoint endpoint) {
        Set<String> known = new LinkedHashSet<>(new TreeSet<>(endpoint.ownParameters()));
        for (TermKind kind : TermKind.values()) {
            Arrays.stream(TermFilter.Match.values())
                    .map(match -> match.of(kind))
                    .forEach(known::add);
        }
        endpoint.parameters().stream().map(ListParameter::text).forEach(known::add);
        return known;
    }

    private static Fault unknown(String name, List<String> allowed, String more) {
        return Fault.in(
                name,
                "unknown-parameter",
                "There is no parameter " + name + " here. Allowed: " + String.join(", ", allowed) + more + ".");
    }

    /** Contains relative dates as written, so that cursors of a list of the last seven days stay valid. */
    private static String fingerprint(
            QueryParameters queryParameters,
            @Nullable Set<ArticleStatus> statuses,
            @Nullable OffsetDateTime at,
            Sort sort,
            TermFilter terms,
            @Nullable WebQuery search) {
        Set<String> parts = new TreeSet<>();
        for (String name : queryParameters.names()) {
            boolean conditions = Arrays.stream(ListParameter.values())
                    .noneMatch(parameter -> parameter.text().equals(name));
            boolean aboutTerms = Arrays.stream(TermKind.values())
                    .anyMatch(kind -> name.equals(kind.text()) || name.startsWith(kind.text() + "."));
            if (conditions && !aboutTerms) {
                parts.add(name + "=" + new TreeSet<>(queryParameters.list(name)));
            }
        }
        String words = search == null ? "" : " " + sort.byRelevance() + " " + search;
        return statuses + " " + at + " " + sort.terms() + " " + terms.normalized() + " " + parts + words;
    }
}
