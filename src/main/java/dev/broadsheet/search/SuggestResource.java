package dev.broadsheet.search;

import dev.broadsheet.answers.Live;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.ListSources;
import dev.broadsheet.publications.LiveSearch;
import dev.broadsheet.words.WebQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/suggest}: what somebody who types may be about to type. The same for everybody, with a key or without. */
@Path("/api/suggest")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
class SuggestResource {

    private static final int MAX_LIMIT = 10;

    private final LiveSearch articles;
    private final TermFinder terms;
    private final ListSources sources;

    SuggestResource(LiveSearch articles, TermFinder terms, ListSources sources) {
        this.articles = articles;
        this.terms = terms;
        this.sources = sources;
    }

    /** At most ten. */
    @Schema(name = "Suggestions")
    record Answer(List<FoundItem> data) {}

    @GET
    @Live
    @Operation(
            operationId = "suggest",
            summary = "Suggest titles and names by their beginnings",
            description =
                    "Names of tags, authors and sections that live articles carry, then titles of live articles, the newest first. All words must be there, the last one with its beginning alone. Half of the answer is for names, unless there are too few titles, and the other way round.")
    @APIResponse(
            responseCode = "200",
            description = "At most ten.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    public Answer suggest(
            @RestQuery
                    @Parameter(description = "What has been typed so far.", required = true, example = "sum")
                    @Nullable
                    String q,
            @RestQuery @Parameter(description = "How many, 1 to 10; 10 if not given.", example = "10") @Nullable
                    Integer limit,
            @RestQuery
                    @Parameter(
                            description = "Only these: article, tag, author, section; several between commas.",
                            example = "article,tag")
                    @Nullable
                    List<String> kind) {
        List<Fault> faults = new ArrayList<>();
        WebQuery words = WebQuery.sought("q", q == null ? "" : q, faults);
        int most = SearchResource.limit(limit, MAX_LIMIT, MAX_LIMIT, faults);
        Set<FoundKind> kinds = FoundKind.read(kind, faults);
        BadParameters.throwIfAny(faults);
        List<FoundItem> titles = new ArrayList<>();
        if (kinds.remove(FoundKind.ARTICLE)) {
            articles.titled(words, most)
                    .forEach(title -> titles.add(
                            FoundItem.of(FoundKind.ARTICLE, title.id(), title.slug(), title.title(), null, null)));
        }
        List<FoundItem> names = new ArrayList<>();
        if (!kinds.isEmpty()) {
            terms.find(words, kinds, most)
                    .forEach(name ->
                            names.add(FoundItem.of(name.kind(), name.id(), name.slug(), name.name(), null, null)));
        }
        int room = Math.max((most + 1) / 2, most - titles.size());
        List<FoundItem> all = new ArrayList<>(names.subList(0, Math.min(room, names.size())));
        all.addAll(titles.subList(0, Math.min(most - all.size(), titles.size())));
        sources.noteFound(FoundItem.ids(all, true), FoundItem.ids(all, false));
        return new Answer(all);
    }
}
