package dev.broadsheet.search;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.list.ListDependencies;
import dev.broadsheet.publications.list.LiveSearch;
import dev.broadsheet.text.WebQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/suggest}: completions for a query that is being typed. Gives the same results with and without a key. */
@Path("/api/suggest")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
class SuggestResource {

    private static final int MAX_LIMIT = 10;

    private final LiveSearch articles;
    private final TermFinder terms;
    private final ListDependencies listDependencies;

    SuggestResource(LiveSearch articles, TermFinder terms, ListDependencies listDependencies) {
        this.articles = articles;
        this.terms = terms;
        this.listDependencies = listDependencies;
    }

    /** At most ten suggestions. */
    @Schema(name = "Suggestions")
    record SuggestResponse(List<SearchResult> data) {}

    @GET
    @CacheableRead
    @Operation(
            summary = "Complete titles and names",
            description =
                    "Names of tags, authors and sections that live articles use, then titles of live articles, newest first. All words must match; the last one matches as a prefix. At most half are names, unless there are too few titles, and vice versa.")
    @APIResponse(responseCode = "200", description = "At most 10 suggestions.")
    public SuggestResponse suggest(
            @RestQuery
                    @Parameter(description = "Required. The text typed so far.", required = true, example = "sum")
                    @Nullable
                    String q,
            @RestQuery @Parameter(description = "Maximum number, 1 to 10. Default: 10.", example = "10") @Nullable
                    Integer limit,
            @RestQuery
                    @Parameter(
                            description = "article, tag, author or section; several separated by commas. Default: all.",
                            example = "article,tag")
                    @Nullable
                    List<String> kind) {
        List<Fault> faults = new ArrayList<>();
        WebQuery words = WebQuery.readSearchable("q", q == null ? "" : q, faults);
        int most = SearchResource.limit(limit, MAX_LIMIT, MAX_LIMIT, faults);
        Set<SearchResultType> kinds = SearchResultType.read(kind, faults);
        ParameterProblem.throwIfAny(faults);
        List<SearchResult> titles = new ArrayList<>();
        if (kinds.remove(SearchResultType.ARTICLE)) {
            articles.titled(words, most)
                    .forEach(title -> titles.add(SearchResult.of(
                            SearchResultType.ARTICLE, title.id(), title.slug(), title.title(), null, null, null)));
        }
        List<SearchResult> names = new ArrayList<>();
        if (!kinds.isEmpty()) {
            terms.find(words, kinds, most)
                    .forEach(name -> names.add(
                            SearchResult.of(name.kind(), name.id(), name.slug(), name.name(), null, null, null)));
        }
        int room = Math.max((most + 1) / 2, most - titles.size());
        List<SearchResult> all = new ArrayList<>(names.subList(0, Math.min(room, names.size())));
        all.addAll(titles.subList(0, Math.min(most - all.size(), titles.size())));
        listDependencies.noteFound(SearchResult.ids(all, true), SearchResult.ids(all, false));
        return new SuggestResponse(all);
    }
}
