package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.json.ArticleJson;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArticleDiffTest {

    private static final ResolvedReferences NO_NAMES = new ResolvedReferences(Map.of(), Set.of(), Map.of());
    private static final Content ONE = content("""
            {"slug": "a", "locale": "en", "type": "article"}
            """);
    private static final Content OTHER = content("""
            {"slug": "b", "externalId": "b", "locale": "de", "type": "note", "kicker": "b", "title": "b", "summary": "b",
             "body": [{"type": "divider", "key": "k"}], "authors": ["019b0000-0000-7000-8000-000000000001"],
             "tags": ["019b0000-0000-7000-8000-000000000002"], "section": "019b0000-0000-7000-8000-000000000003",
             "hero": {"type": "image", "url": "/b", "alt": ""}, "source": {"name": "b"}, "copyright": "b",
             "canonicalUrl": "https://example.org", "location": {"name": "b"}, "publishedAt": "2026-01-31T00:00:00Z",
             "seo": {"title": "b"}, "related": ["019b0000-0000-7000-8000-000000000004"], "custom": "{\\"b\\": 1}"}
            """);

    @Test
    void diffCoversEveryMember() {
        assertThat(ONE.changedMembers(OTHER))
                .containsExactlyInAnyOrderElementsOf(
                        ArticleMembers.CONTENT.stream().map(ArticleMember::name).toList())
                .isSubsetOf(ArticleJson.MEMBERS);
        assertThat(OTHER.changedMembers(OTHER)).isEmpty();
    }

    @Test
    void changedMemberIsInTheDiff() {
        assertThat(ArticleDiff.between(ONE, OTHER, NO_NAMES).members())
                .extracting(change -> change.pointer().substring(1))
                // Names of references are not resolved here, and the body is compared separately.
                .containsExactlyElementsOf(ONE.changedMembers(OTHER).stream()
                        .filter(member -> !Set.of("authors", "tags", "section", "related", "body")
                                .contains(member))
                        .toList());
        assertThat(ArticleDiff.between(ONE, OTHER, NO_NAMES).body().changes()).hasSize(1);
        assertThat(ArticleDiff.between(OTHER, OTHER, NO_NAMES).identical()).isTrue();
    }

    @Test
    void diffAgainstNothingAddsEverything() {
        ArticleDiff diff = ArticleDiff.between(null, OTHER, NO_NAMES);
        assertThat(diff.members()).extracting(MemberChange::before).containsOnlyNulls();
        assertThat(diff.members()).extracting(MemberChange::pointer).contains("/slug", "/seo", "/custom");
        assertThat(diff.body().changes()).extracting(BlockChangeView::op).containsExactly("added");
    }

    private static Content content(String json) {
        return ContentConverter.read(json);
    }
}
