package dev.broadsheet.terms.list;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.cache.dependency.Dependency;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.http.MovedResponse;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.terms.TermKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Responds to reads of terms, and records what the responses depend on. Without a key, a term is visible only if a
 * published article uses it or one of its descendants, so that the name of an unpublished story doesn't leak.
 */
@ApplicationScoped
public class TermReader {

    private final TermQueries queries;
    private final RelatedTerms relatedTerms;
    private final CurrentCaller caller;
    private final MovedResponse moved;
    private final DependencyRecorder recorder;

    TermReader(
            TermQueries queries,
            RelatedTerms relatedTerms,
            CurrentCaller caller,
            MovedResponse moved,
            DependencyRecorder recorder) {
        this.queries = queries;
        this.relatedTerms = relatedTerms;
        this.caller = caller;
        this.moved = moved;
        this.recorder = recorder;
    }

    /** @param unused null for all terms; otherwise the caller needs a key */
    public Page<TermView> list(TermKind kind, TermSort sort, @Nullable Boolean unused, PageRequest.Parameters page) {
        recorder.global(Dependency.Global.ALL_TERMS);
        recorder.global(Dependency.Global.ALL_ARTICLES);
        if (unused != null) {
            caller.require(Permission.ARTICLES_READ);
        }
        Page<TermView> terms =
                queries.list(kind, sort, unused, page.read(), caller.hasWithoutRules(Permission.ARTICLES_READ));
        terms.data().forEach(this::recordNames);
        return terms;
    }

    /** @throws RedirectionException 308 if the name isn't the current slug or the id */
    public RestResponse<TermView> get(TermKind kind, String name) {
        boolean editor = caller.hasWithoutRules(Permission.ARTICLES_READ);
        TermQueries.Stored stored = queries.get(kind, name, editor);
        recordDependencies(stored.view());
        if (!stored.isCanonicalName(name)) {
            throw moved(kind, stored);
        }
        return editor
                ? RestResponse.ResponseBuilder.ok(stored.view())
                        .header(HttpHeaders.ETAG, stored.etag())
                        .header(
                                HttpHeaders.LAST_MODIFIED,
                                HttpDate.of(stored.view().updatedAt()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()
                : RestResponse.ok(stored.view());
    }

    /**
     * Terms that occur together with this one in live articles.
     *
     * @throws RedirectionException 308 if the name isn't the current slug or the id
     */
    public RelatedTerms.RelatedTermsResponse related(TermKind kind, String name, int limit) {
        TermQueries.Stored stored = queries.get(kind, name, false);
        recorder.global(Dependency.Global.ALL_TERMS);
        recorder.global(Dependency.Global.ALL_ARTICLES);
        if (!stored.isCanonicalName(name)) {
            throw moved(kind, stored);
        }
        recorder.term(stored.view().id());
        RelatedTerms.RelatedTermsResponse related = relatedTerms.of(kind, stored.view(), limit);
        related.data().forEach(other -> recorder.term(other.id()));
        return related;
    }

    /**
     * A term's article count changes with the articles that use it. Without any, the term is visible because of its
     * descendants, so it depends on all articles.
     */
    private void recordDependencies(TermView term) {
        recordNames(term);
        recorder.global(Dependency.Global.ALL_TERMS);
        if (term.articles() == 0) {
            recorder.global(Dependency.Global.ALL_ARTICLES);
        } else {
            recorder.list(List.of(term.id()), new TermUsage(term.id()));
        }
    }

    /** Records the term, and the parent whose name the view shows, for the purge keys. */
    private void recordNames(TermView term) {
        recorder.term(term.id());
        if (term.parent() != null) {
            recorder.term(term.parent().id());
        }
    }

    private RedirectionException moved(TermKind kind, TermQueries.Stored stored) {
        return moved.to(kind.text() + "s", stored.view().slug());
    }
}
