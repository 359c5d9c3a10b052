package dev.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Status depends only on the columns and the clock: “precedence trashed, archived, published, expired, scheduled,
 * draft”.
 */
class ArticleStatusTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Property
    void firstMatchingStatusWins(@ForAll("articles") Article article) {
        Map<ArticleStatus, Boolean> applies = new LinkedHashMap<>();
        applies.put(ArticleStatus.TRASHED, article.trashedAt != null);
        applies.put(ArticleStatus.ARCHIVED, article.archivedAt != null);
        applies.put(ArticleStatus.PUBLISHED, article.liveRevision != null && !expiryHasCome(article));
        applies.put(ArticleStatus.EXPIRED, article.firstPublishedAt != null && expiryHasCome(article));
        applies.put(ArticleStatus.SCHEDULED, article.publishAt != null);
        applies.put(ArticleStatus.DRAFT, true);
        assertThat(article.status(NOW))
                .isEqualTo(applies.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow()
                        .getKey());
    }

    @Property
    void otherColumnsDoNotMatter(@ForAll("articles") Article article, @ForAll int number) {
        ArticleStatus status = article.status(NOW);
        article.revision = number;
        article.state = number;
        article.title = "Title " + number;
        article.publishedAt = NOW.plusSeconds(number);
        article.publishFailedAt = NOW;
        article.updatedAt = NOW;
        assertThat(article.status(NOW)).isEqualTo(status);
    }

    @Property
    void onlyTheClockMakesAnArticleExpire(@ForAll("articles") Article article) {
        if (article.expireAt != null && article.expireAt.isAfter(NOW)) {
            ArticleStatus before = article.status(article.expireAt.minusMillis(1));
            ArticleStatus then = article.status(article.expireAt);
            assertThat(then == before || before == ArticleStatus.PUBLISHED || then == ArticleStatus.EXPIRED)
                    .isTrue();
            assertThat(then).isNotEqualTo(ArticleStatus.PUBLISHED);
        }
    }

    private static boolean expiryHasCome(Article article) {
        return article.expireAt != null && !NOW.isBefore(article.expireAt);
    }

    @Provide
    Arbitrary<Article> articles() {
        return Combinators.combine(moments(), moments(), moments(), moments(), moments(), Arbitraries.of(0, 1, 2))
                .as((trashed, archived, expire, publish, first, live) -> {
                    Article article = Article.create(null, NOW);
                    article.trashedAt = trashed;
                    article.archivedAt = archived;
                    article.expireAt = expire;
                    article.publishAt = publish;
                    article.firstPublishedAt = first;
                    article.liveRevision = live == 0 ? null : live;
                    return article;
                });
    }

    /** Long before now, just before, now, just after, long after, never. */
    private static Arbitrary<@Nullable Instant> moments() {
        return Arbitraries.of(-86_400_000L, -1L, 0L, 1L, 86_400_000L)
                .map(NOW::plusMillis)
                .injectNull(0.3);
    }
}
