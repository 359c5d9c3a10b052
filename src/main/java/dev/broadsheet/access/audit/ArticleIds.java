package dev.broadsheet.access.audit;

import java.util.Optional;
import java.util.UUID;

/** Finds articles by slug. {@code articles} implements it. */
public interface ArticleIds {

    /** @param slug the slug or a former slug; the article may have been deleted permanently since */
    Optional<UUID> ofSlug(String slug);
}
