package dev.broadsheet.articles;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what was named as the successor of an article, and shows it to editors. */
@ApplicationScoped
class Tombstones {

    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);

    private final Slugs slugs;

    Tombstones(Slugs slugs) {
        this.slugs = slugs;
    }

    /** @throws Problem with everything that is wrong with the two */
    Tombstone of(Farewell said, UUID article) {
        List<Fault> faults = new ArrayList<>(said.faults());
        Tombstone tombstone = of(said, article, faults);
        said.throwIfAny(faults);
        return tombstone;
    }

    /**
     * @param article whose successor it shall be
     * @param faults gets what is wrong, with pointers
     */
    Tombstone of(Farewell said, UUID article, List<Fault> faults) {
        String named = said.successor().value();
        return new Tombstone(
                said.reason(),
                new Sent<>(said.successor().present(), named == null ? null : successor(named, article, faults)));
    }

    private Tombstone.@Nullable Successor successor(String named, UUID article, List<Fault> faults) {
        if (URL.matcher(named).matches()) {
            if (!Fields.isWebUrl(named)) {
                faults.add(Fault.at(
                        "/successor", "invalid-url", "A URL must be an absolute http or https URL without spaces."));
            }
            return new Tombstone.Successor(null, named);
        }
        Optional<UUID> found = slugs.hold(named);
        if (found.isEmpty()) {
            faults.add(Fault.at(
                    "/successor",
                    "unknown-article",
                    "No article goes by the name “" + named
                            + "”. A successor is an id, slug or externalId, or a URL that begins with https://."));
        } else if (found.get().equals(article)) {
            faults.add(Fault.at("/successor", "own-successor", "An article can't be its own successor."));
        }
        return new Tombstone.Successor(found.orElse(null), null);
    }

    /** As an editor sees it: also one that readers are not told of, because it isn't live. */
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
