package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.http.MovedResponse;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.PastAccess;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.ListDependencies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reads one article in any representation: the live or a past version for everybody, the working copy for editors. */
@RequestScoped
public class ArticleReader {

    private final LiveArticles live;
    private final PastArticles past;
    private final WorkingCopies workingCopies;
    private final CurrentCaller caller;
    private final MovedResponse moved;
    private final DependencyRecorder recorder;
    private final ListDependencies listDependencies;
    private final PastSettings settings;

    ArticleReader(
            LiveArticles live,
            PastArticles past,
            WorkingCopies workingCopies,
            CurrentCaller caller,
            MovedResponse moved,
            DependencyRecorder recorder,
            ListDependencies listDependencies,
            PastSettings settings) {
        this.live = live;
        this.past = past;
        this.workingCopies = workingCopies;
        this.caller = caller;
        this.moved = moved;
        this.recorder = recorder;
        this.listDependencies = listDependencies;
        this.settings = settings;
    }

    /**
     * @param form name of the representation in the ETag of a working copy; empty for JSON
     * @param view makes the response body from the article
     */
    public <T> RestResponse<T> read(
            String name, ArticleVersion version, Projection projection, String form, Function<ObjectNode, T> view) {
        return version.draft()
                ? draft(name, projection, form, view)
                : published(name, version, projection, copy -> view.apply(copy.tree()));
    }

    /** The article as JSON. */
    public RestResponse<JsonSerializable> read(String name, ArticleVersion version, Projection projection) {
        return version.draft()
                ? draft(name, projection, "", tree -> tree)
                : published(name, version, projection, copy -> copy);
    }

    /** Responds with a view made from the id of a live article: its related articles, or its neighbours. */
    public <T> RestResponse<T> readWithLiveArticle(String name, Function<UUID, T> view) {
        return live(
                name,
                Projection.IDENTITY,
                found -> RestResponse.ok(view.apply(found.copy().id())));
    }

    private <T> RestResponse<T> published(
            String name, ArticleVersion version, Projection projection, Function<LiveCopy, T> view) {
        return version.at() == null
                ? live(name, projection, found -> respond(found.copy(), found.updated(), view))
                : past(name, version.at(), projection, view);
    }

    private <T> RestResponse<T> past(
            String name, OffsetDateTime at, Projection projection, Function<LiveCopy, T> view) {
        PastArticles.Found found = past.find(name, at, projection, pastAccess());
        if (found.needsKey()) {
            caller.requireWithoutRules(
                    Permission.ARTICLES_READ,
                    "The article has been corrected since. To read it as it was needs a key:");
        }
        recorder.notCacheable();
        // Gives the response its purge keys, so that shared caches drop it when the article is withdrawn.
        listDependencies.note(found.copy());
        return respond(found.copy(), null, view);
    }

    private PastAccess pastAccess() {
        if (caller.hasWithoutRules(Permission.ARTICLES_READ)) {
            return PastAccess.ALL;
        }
        return settings.hideCorrections() ? PastAccess.UNCHANGED_TODAY : PastAccess.LIVE_TODAY;
    }

    private <T> RestResponse<T> draft(String name, Projection projection, String form, Function<ObjectNode, T> view) {
        caller.require(Permission.ARTICLES_READ);
        WorkingCopies.WorkingCopy copy = workingCopies.get(name, projection.forms());
        String etag = form.isEmpty() ? copy.etag() : copy.etag().replaceFirst("\"$", "-" + form + "\"");
        return RestResponse.ResponseBuilder.ok(view.apply(projection.select(copy.tree())))
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(copy.modified()))
                .header(HttpHeaders.CONTENT_LANGUAGE, copy.tree().path("locale").asText())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private <T> RestResponse<T> live(
            String name, Projection projection, Function<LiveArticles.Found.Article, RestResponse<T>> response) {
        LiveArticles.Found found = live.find(name, projection);
        if (found instanceof LiveArticles.Found.Article article) {
            note(name, article);
            return response.apply(article);
        }
        throw moved.to("articles", ((LiveArticles.Found.Moved) found).slug());
    }

    private void note(String name, LiveArticles.Found.Article article) {
        if (article.external()) {
            // A draft may take over the external id, which invalidates no cached response.
            recorder.notCacheable();
        }
        recorder.name(name);
        listDependencies.note(article.copy());
    }

    private static <T> RestResponse<T> respond(
            LiveCopy article, @Nullable Instant modified, Function<LiveCopy, T> view) {
        return RestResponse.ResponseBuilder.ok(view.apply(article))
                .header(HttpHeaders.CONTENT_LANGUAGE, article.locale())
                .header(HttpHeaders.LAST_MODIFIED, modified == null ? null : HttpDate.of(modified))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
