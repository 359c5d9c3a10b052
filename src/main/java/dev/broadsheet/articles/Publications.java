package dev.broadsheet.articles;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFound;
import jakarta.enterprise.context.ApplicationScoped;

/** The state of publication, read for editors. */
@ApplicationScoped
class Publications {

    private final Slugs slugs;
    private final Tombstones tombstones;
    private final Clock clock;

    Publications(Slugs slugs, Tombstones tombstones, Clock clock) {
        this.slugs = slugs;
        this.tombstones = tombstones;
        this.clock = clock;
    }

    PublicationView get(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .map(article -> PublicationView.of(article, tombstones.view(article), clock.now()))
                .orElseThrow(() -> new NotFound("article", name));
    }
}
