package dev.broadsheet.search;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.list.ListDependencies;
import dev.broadsheet.publications.list.LiveSearch;
import dev.broadsheet.publications.search.Highlight;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.SearchInfo;
import dev.broadsheet.text.WebQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/search}: live articles and their terms in one list. Gives the same results with and without a key. */
@Path("/api/search")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
class SearchResource {

    private static final int MAX_LIMIT = 50;

    private final LiveSearch articles;
    private final TermFinder terms;
    private final Highlighter highlighter;
    private final ListDependencies listDependencies;

    SearchResource(LiveSearch articles, TermFinder terms, Highlighter highlighter, ListDependencies listDependencies) {
        this.articles = articles;
        this.terms = terms;
        this.highlighter = highlighter;
        this.listDependencies = listDependencies;
    }

    /** The results, best first. */
    @Schema(name = "Found")
    record SearchResponse(List<SearchResult> data, SearchInfo search) {}

    @GET
    @CacheableRead
    @Operation(
            summary = "Search articles, tags, authors and sections",
            description =
                    "Live articles, and the tags, authors and sections that they use, in one list, best first. Tags, authors and sections match by name, alias or former name, and score 1 for an equal name, 0.8 for one that begins with the query, 0.6 for one that has its words. Articles score as with sort=relevance of listArticles, which also has filters, facets and pages.")
    @APIResponse(responseCode = "200", description = "The results.")
    public SearchResponse search(
            @RestQuery
                    @Parameter(
                            description =
                                    "Required. As q of listArticles: words, \"a phrase\", -word, OR. Each alternative needs a positive word.",
                            required = true,
                            example = "summit")
                    @Nullable
                    String q,
            @RestQuery @Parameter(description = "Maximum number, 1 to 50. Default: 20.", example = "20") @Nullable
                    Integer limit,
            @RestQuery
                    @Parameter(
                            description = "article, tag, author or section; several separated by commas. Default: all.",
                            example = "article,tag")
                    @Nullable
                    List<String> kind) {
        List<Fault> faults = new ArrayList<>();
        WebQuery words = WebQuery.readSearchable("q", q == null ? "" : q, faults);
        int most = limit(limit, MAX_LIMIT, 20, faults);
        Set<SearchResultType> kinds = SearchResultType.read(kind, faults);
        ParameterProblem.throwIfAny(faults);
        boolean withArticles = kinds.remove(SearchResultType.ARTICLE);
        List<TermFinder.Found> names = terms.find(words, kinds, most);
        // If the query matches the name of a term, it is searched as typed, without spelling correction, even if no
        // article contains it.
        LiveSearch.Hits hits = articles.best(words, most, names.isEmpty());
        List<LiveSearch.Hit> found = withArticles ? hits.articles() : List.of();
        if (names.isEmpty() && hits.query() != words) {
            names = terms.find(hits.query(), kinds, most);
        }
        List<Highlighter.Texts> texts = new ArrayList<>();
        found.forEach(article -> texts.add(article.texts()));
        names.forEach(name -> texts.add(new Highlighter.Texts("und", name.name(), null, "")));
        List<Highlight> marks = highlighter.highlight(texts, hits.searchPlan());
        List<SearchResult> items = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Highlight mark = marks.get(i);
            SearchResult.Highlights shown = new SearchResult.Highlights(mark.title(), mark.summary(), mark.body());
            String title = String.valueOf(texts.get(i).title());
            if (i < found.size()) {
                LiveSearch.Hit article = found.get(i);
                items.add(SearchResult.of(
                        SearchResultType.ARTICLE,
                        article.id(),
                        article.slug(),
                        title,
                        article.hero(),
                        shown,
                        article.score()));
            } else {
                TermFinder.Found name = names.get(i - found.size());
                items.add(SearchResult.of(name.kind(), name.id(), name.slug(), title, null, shown, name.score()));
            }
        }
        items.sort(Comparator.comparing(SearchResult::score, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed());
        List<SearchResult> shown = items.subList(0, Math.min(most, items.size()));
        listDependencies.noteFound(SearchResult.ids(shown, true), SearchResult.ids(shown, false));
        return new SearchResponse(shown, hits.info());
    }

    static int limit(@Nullable Integer limit, int most, int usual, List<Fault> faults) {
        if (limit != null && (limit < 1 || limit > most)) {
            faults.add(Fault.in("limit", "out-of-range", "limit must be from 1 to " + most + "."));
        }
        return limit == null ? usual : limit;
    }
}
