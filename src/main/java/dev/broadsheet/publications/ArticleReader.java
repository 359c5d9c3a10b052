package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.answers.Provenance;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.http.MovedResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reads one article for an answer in whatever form: live, now or then, for everybody; the working copy for editors. */
@RequestScoped
public class ArticleReader {

    private final LiveArticles live;
    private final PastArticles past;
    private final WorkingCopies copies;
    private final Caller caller;
    private final MovedResponse moved;
    private final Provenance provenance;
    private final ListSources sources;
    private final PastSettings settings;

    ArticleReader(
            LiveArticles live,
            PastArticles past,
            WorkingCopies copies,
            Caller caller,
            MovedResponse moved,
            Provenance provenance,
            ListSources sources,
            PastSettings settings) {
        this.live = live;
        this.past = past;
        this.copies = copies;
        this.caller = caller;
        this.moved = moved;
        this.provenance = provenance;
        this.sources = sources;
        this.settings = settings;
    }

    /**
     * @param form names the representation in the ETag of a working copy; empty for JSON
     * @param view makes the answer out of the article
     */
    public <T> RestResponse<T> read(
            String name, Edition edition, Projection projection, String form, Function<ObjectNode, T> view) {
        return edition.draft()
                ? draft(name, projection, form, view)
                : published(name, edition, projection, copy -> view.apply(copy.tree()));
    }

    /** The article itself. */
    public RestResponse<JsonSerializable> read(String name, Edition edition, Projection projection) {
        return edition.draft()
                ? draft(name, projection, "", tree -> tree)
                : published(name, edition, projection, copy -> copy);
    }

    /** A view that is computed from the id of a live article and doesn't contain the article: related, neighbours. */
    public <T> RestResponse<T> around(String name, Function<UUID, T> view) {
        return live(
                name,
                Projection.IDENTITY,
                found -> RestResponse.ok(view.apply(found.copy().id())));
    }

    private <T> RestResponse<T> published(
            String name, Edition edition, Projection projection, Function<LiveCopy, T> view) {
        return edition.at() == null
                ? live(name, projection, found -> open(found.copy(), found.updated(), view))
                : past(name, edition.at(), projection, view);
    }

    private <T> RestResponse<T> past(
            String name, OffsetDateTime at, Projection projection, Function<LiveCopy, T> view) {
        PastArticles.Found found = past.find(name, at, projection, pastAccess());
        if (found.needsKey()) {
            caller.require("The article has been corrected since. To read it as it was needs a key:");
        }
        provenance.notKeepable();
        // For its purge keys: shared caches drop it when the article is withdrawn.
        sources.note(found.copy());
        return open(found.copy(), null, view);
    }

    private PastAccess pastAccess() {
        if (!caller.isAnonymous()) {
            return PastAccess.ALL;
        }
        return settings.hideCorrections() ? PastAccess.UNCHANGED_TODAY : PastAccess.LIVE_TODAY;
    }

    private <T> RestResponse<T> draft(String name, Projection projection, String form, Function<ObjectNode, T> view) {
        caller.require();
        WorkingCopies.Copy copy = copies.get(name, projection.forms());
        String etag = form.isEmpty() ? copy.etag() : copy.etag().replaceFirst("\"$", "-" + form + "\"");
        return RestResponse.ResponseBuilder.ok(view.apply(projection.of(copy.tree())))
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
            // A draft may take the id from it, which readers hear nothing of.
            provenance.notKeepable();
        }
        provenance.name(name);
        sources.note(article.copy());
    }

    private static <T> RestResponse<T> open(LiveCopy article, @Nullable Instant modified, Function<LiveCopy, T> view) {
        return RestResponse.ResponseBuilder.ok(view.apply(article))
                .header(HttpHeaders.CONTENT_LANGUAGE, article.locale())
                .header(HttpHeaders.LAST_MODIFIED, modified == null ? null : HttpDate.of(modified))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
