package dev.broadsheet.articles.lifecycle;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the publication state for editors. */
@ApplicationScoped
public class PublicationQueries {

    private final Slugs slugs;
    private final TakedownResolver takedownResolver;
    private final Clock clock;

    PublicationQueries(Slugs slugs, TakedownResolver takedownResolver, Clock clock) {
        this.slugs = slugs;
        this.takedownResolver = takedownResolver;
        this.clock = clock;
    }

    public PublicationView get(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .map(article -> PublicationView.of(article, takedownResolver.view(article), clock.now()))
                .orElseThrow(() -> new NotFoundProblem("article", name));
    }
}
