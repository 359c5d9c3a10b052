package dev.broadsheet.articles;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFound;
import jakarta.enterprise.context.ApplicationScoped;

/** The state of publication, read for editors. */
@ApplicationScoped
class Publications {

    private final Slugs slugs;
    private final Clock clock;

    Publications(Slugs slugs, Clock clock) {
        this.slugs = slugs;
        this.clock = clock;
    }

    PublicationView get(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .map(article -> PublicationView.of(article, clock.now()))
                .orElseThrow(() -> new NotFound("article", name));
    }
}
