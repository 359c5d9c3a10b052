package dev.broadsheet.articles.shares;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.json.PreviewLinks;
import dev.broadsheet.kernel.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the article that the token of a preview link shows. */
@ApplicationScoped
public class SharedArticles {

    private final KeyHash hash;
    private final PreviewLinks previewLinks;
    private final Clock clock;

    SharedArticles(KeyHash hash, PreviewLinks previewLinks, Clock clock) {
        this.hash = hash;
        this.previewLinks = previewLinks;
        this.clock = clock;
    }

    /** An article at a revision. */
    public record Shared(Article article, Revision revision) {}

    /** Empty if the token is unknown, or has ended in any way. */
    public Optional<Shared> find(String token) {
        Instant now = clock.now();
        if (token.startsWith(PreviewLinks.PREFIX)) {
            return previewLinks.article(token, now).flatMap(article -> read(article, null));
        }
        return Token.isGenerated(token, ShareService.PREFIX)
                ? Share.findValid(hash.of(token), now).flatMap(share -> read(share.articleId, share.revision))
                : Optional.empty();
    }

    private static Optional<Shared> read(UUID id, @Nullable Integer revision) {
        return Article.<Article>findByIdOptional(id)
                .filter(article -> !article.isTrashed())
                .flatMap(article -> Revision.of(id, revision == null ? article.revision : revision)
                        .map(found -> new Shared(article, found)));
    }
}
