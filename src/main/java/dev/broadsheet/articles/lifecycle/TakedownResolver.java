package dev.broadsheet.articles.lifecycle;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.Takedown;
import dev.broadsheet.articles.input.TakedownRequest;
import dev.broadsheet.articles.json.SuccessorView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.PatchValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the successor named in a takedown request, and shows a stored successor to editors. */
@ApplicationScoped
public class TakedownResolver {

    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);

    private final Slugs slugs;

    TakedownResolver(Slugs slugs) {
        this.slugs = slugs;
    }

    /** @throws Problem with all faults of reason and successor */
    public Takedown of(TakedownRequest request, UUID article) {
        List<Fault> faults = new ArrayList<>(request.faults());
        Takedown takedown = of(request, article, faults);
        request.throwIfAny(faults);
        return takedown;
    }

    /**
     * @param article the article that is taken down
     * @param faults receives the faults, with pointers
     */
    public Takedown of(TakedownRequest request, UUID article, List<Fault> faults) {
        String named = request.successor().value();
        return new Takedown(
                request.reason(),
                new PatchValue<>(
                        request.successor().present(), named == null ? null : successor(named, article, faults)));
    }

    private Takedown.@Nullable Successor successor(String named, UUID article, List<Fault> faults) {
        if (URL.matcher(named).matches()) {
            if (!JsonFields.isWebUrl(named)) {
                faults.add(Fault.at(
                        "/successor", "invalid-url", "A URL must be an absolute http or https URL without spaces."));
            }
            return new Takedown.Successor(null, named);
        }
        Optional<UUID> found = slugs.findAndLock(named);
        if (found.isEmpty()) {
            faults.add(Fault.at(
                    "/successor",
                    "unknown-article",
                    "There is no article with the name “" + named
                            + "”. A successor is an id, slug or externalId, or a URL that begins with https://."));
        } else if (found.get().equals(article)) {
            faults.add(Fault.at("/successor", "own-successor", "An article can't be its own successor."));
        }
        return new Takedown.Successor(found.orElse(null), null);
    }

    /** The successor as editors see it. Includes an article that isn't live, which readers don't see. */
    @Nullable
    SuccessorView view(Article article) {
        if (article.successorUrl != null) {
            return SuccessorView.elsewhere(article.successorUrl);
        }
        return article.successorId == null
                ? null
                : Article.<Article>findByIdOptional(article.successorId)
                        .map(successor -> SuccessorView.article(successor.id, successor.slug, successor.title))
                        .orElse(null);
    }
}
