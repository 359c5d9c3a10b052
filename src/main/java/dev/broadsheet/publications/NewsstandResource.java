package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.articles.ArticleView;
import dev.broadsheet.articles.MarkdownFile;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.kernel.http.PageLinks;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles}: the reads. A live one is the same for everybody and needs no key. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class NewsstandResource {

    private final ArticleReader reader;
    private final PastMoment moment;
    private final ArticlePage pages;
    private final LiveListing listing;
    private final WorkingListing workingListing;
    private final Caller caller;
    private final PageLinks links;

    NewsstandResource(
            ArticleReader reader,
            PastMoment moment,
            ArticlePage pages,
            LiveListing listing,
            WorkingListing workingListing,
            Caller caller,
            PageLinks links) {
        this.reader = reader;
        this.moment = moment;
        this.pages = pages;
        this.listing = listing;
        this.workingListing = workingListing;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Operation(
            operationId = "listArticles",
            summary = "List articles",
            description =
                    "Live ones, newest first, in summaries. The conditions on tags, authors and section all hold at once. The Link header has the neighbouring pages. status lists working copies instead, the last changed first, and needs a key. at lists what was live at a moment that is over; its cursors are bound to that moment.")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers =
                    @Header(
                            name = "Link",
                            description = "rel next and prev (RFC 8288).",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ArticlesPage.class)))
    public RestResponse<Page<ObjectNode>> list(
            @BeanParam ArticleFilter.Parameters filters,
            @BeanParam PageRequest.Parameters pages,
            @BeanParam Shape shape,
            @RestQuery
                    @Parameter(
                            description =
                                    "publishedAt, firstPublishedAt, createdAt, updatedAt, title, slug; with - in front descending; several between commas.",
                            example = "-publishedAt,title")
                    @Nullable
                    String sort,
            @RestQuery @Parameter(description = PastMoment.DESCRIPTION, example = "2026-01-31T12:00:00Z") @Nullable
                    String at) {
        List<Fault> faults = new ArrayList<>();
        ArticleFilter filter = filters.read(faults);
        boolean editor = filter.statuses() != null;
        OffsetDateTime then = moment.read(at, editor ? "status" : null, faults);
        Projection projection = shape.read(true, editor, faults);
        PageRequest page = pages.read(faults);
        Sort order = editor
                ? Sort.read(sort, "-updatedAt", WorkingListing.COLUMNS, faults)
                : Sort.read(sort, "-publishedAt", LiveListing.COLUMNS, faults);
        BadParameters.throwIfAny(faults);
        if (filter.statuses() == null) {
            return answer(listing.page(filter, then, order, page, projection), false);
        }
        caller.require();
        return answer(workingListing.page(filter, filter.statuses(), order, page, projection), true);
    }

    @GET
    @Path("{article}")
    @Operation(
            operationId = "getArticle",
            summary = "Read an article",
            description =
                    "The live copy, by id, slug or externalId. A former slug answers 308 to the present one. version=draft answers the working copy instead and needs a key; its ETag guards the next write. As text/markdown it comes as a file with front matter that can be put back unchanged, as text/html as a page of its own. at answers what was live at a moment that is over, under any name that leads to the article today: 404 if it had never been live by then, 410 if it was down.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ArticleView.class)),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(implementation = String.class),
                        examples =
                                @ExampleObject(
                                        name = "file",
                                        value =
                                                "---\ntitle: Summit ends\ntags:\n- energy\n---\nThe talks broke up.\n")),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, or never public (not-found).")
    @APIResponse(
            responseCode = "410",
            description =
                    "Was public and has been taken down (gone); reason and successor are told where they were given.")
    public RestResponse<ObjectNode> get(
            @RestPath @Parameter(example = "summit-ends") String article,
            @BeanParam Edition.Parameters edition,
            @BeanParam Shape shape) {
        List<Fault> faults = new ArrayList<>();
        Edition asked = edition.read(moment, faults);
        Projection projection = shape.read(false, asked.draft(), faults);
        BadParameters.throwIfAny(faults);
        return reader.read(article, asked, projection, "", tree -> tree);
    }

    @GET
    @Path("{article}")
    @Produces("text/markdown")
    @Operation(hidden = true)
    public RestResponse<String> markdown(@RestPath String article, @BeanParam Edition.Parameters edition) {
        return text(article, edition, "md", "text/markdown;charset=UTF-8", MarkdownFile::of);
    }

    @GET
    @Path("{article}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(@RestPath String article, @BeanParam Edition.Parameters edition) {
        RestResponse<String> page = text(article, edition, "html", "text/html;charset=UTF-8", pages::of);
        page.getHeaders().putSingle("Content-Security-Policy", ArticlePage.POLICY);
        return page;
    }

    @GET
    @Path("{article}")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> plain(@RestPath String article, @BeanParam Edition.Parameters edition) {
        return text(article, edition, "txt", "text/plain;charset=UTF-8", PlainText::of);
    }

    private RestResponse<String> text(
            String article, Edition.Parameters edition, String form, String type, Function<ObjectNode, String> writer) {
        List<Fault> faults = new ArrayList<>();
        Edition asked = edition.read(moment, faults);
        BadParameters.throwIfAny(faults);
        RestResponse<String> answer = reader.read(article, asked, Projection.complete(asked.draft()), form, writer);
        if (answer.getStatus() == 200) {
            answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type);
        }
        return answer;
    }

    private RestResponse<Page<ObjectNode>> answer(Page<ObjectNode> page, boolean editor) {
        RestResponse<Page<ObjectNode>> response = links.answer(page);
        if (editor) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response;
    }

    /** Which members of an article are answered, as it stands in the URL. */
    public static class Shape {

        @RestQuery
        @Parameter(
                description = "Only these members, several between commas; id and links are always there.",
                example = "title,slug,authors.name")
        @Nullable
        List<String> fields;

        @RestQuery
        @Parameter(description = "More members than a list shows by itself: body, related, …", example = "body")
        @Nullable
        List<String> include;

        @RestQuery("body.format")
        @Parameter(
                description = "blocks, html, markdown, text; several between commas. With version=draft also source.",
                example = "html")
        @Nullable
        List<String> bodyFormat;

        Projection read(boolean list, boolean editor, List<Fault> faults) {
            return Projection.read(fields, include, bodyFormat, list, editor, faults);
        }
    }

    /** Documents a page of articles. */
    @Schema(name = "ArticlePage", description = "A page of articles.")
    record ArticlesPage(List<ArticleView> data, Page.Facts page) {}
}
