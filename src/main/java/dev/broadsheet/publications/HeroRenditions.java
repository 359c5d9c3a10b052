package dev.broadsheet.publications;

import dev.broadsheet.articles.ArticlePublished;
import dev.broadsheet.media.file.RenditionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.UUID;

/** Queues the renditions of the hero when an article goes live. */
@ApplicationScoped
class HeroRenditions {

    private final RenditionQueue renditions;

    HeroRenditions(RenditionQueue renditions) {
        this.renditions = renditions;
    }

    void onPublished(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArticlePublished event) {
        UUID hero = event.revision().content().heroMedia();
        if (hero != null) {
            renditions.add(hero);
        }
    }
}
