package dev.broadsheet.articles.lifecycle;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.kernel.Clock;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the publication state for editors. */
@ApplicationScoped
public class PublicationQueries {

    private final ArticleRules articleRules;
    private final TakedownResolver takedownResolver;
    private final Clock clock;

    PublicationQueries(ArticleRules articleRules, TakedownResolver takedownResolver, Clock clock) {
        this.articleRules = articleRules;
        this.takedownResolver = takedownResolver;
        this.clock = clock;
    }

    public PublicationView get(String name) {
        Article article = articleRules.require(name);
        return PublicationView.of(article, takedownResolver.view(article), clock.now());
    }
}
