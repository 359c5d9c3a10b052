package dev.broadsheet.publications.list;

import static dev.broadsheet.publications.list.SearchableArticles.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.search.SearchIndexer;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lists with {@code q} find. */
@QuarkusTest
class ListSearchTest {

    @Inject
    SearchIndexer indexer;

    @Inject
    DSLContext sql;

    private final SearchableArticles articles = SearchableArticles.create();

    @Test
    void everyPartIsSearched() {
        String title = articles.live("en", "Pipelines across the desert", "", "", "Nothing else.");
        String kicker = articles.live("en", "Something", "Desert storms", "", "Nothing else.");
        String summary = articles.live("en", "Something", "", "Deserted at night.", "Nothing else.");
        String body = articles.live("en", "Something", "", "", "They crossed two deserts.");
        assertThat(articles.found("desert")).containsExactlyInAnyOrder(title, kicker, summary, body);
        assertThat(articles.found("desert&sort=-publishedAt")).containsExactly(body, summary, kicker, title);
        assertThat(articles.found("deserts pipeline")).containsExactly(title);
    }

    @Test
    void webSearchSyntaxIsSupported() {
        String both = articles.live("en", "Oil and gas", "", "", "Prices fell.");
        String oil = articles.live("en", "Oil alone", "", "", "Prices rose.");
        String gas = articles.live("en", "Gas alone", "", "", "A new deal, they said.");
        assertThat(articles.found("oil gas")).containsExactly(both);
        assertThat(articles.found("oil -gas")).containsExactly(oil);
        assertThat(articles.found("gas OR oil&sort=title")).containsExactly(gas, oil, both);
        assertThat(articles.found("\"new deal\"")).containsExactly(gas);
        assertThat(articles.found("\"deal new\"")).isEmpty();
        assertThat(articles.found("alone -\"new deal\"")).containsExactly(oil);
        assertThat(articles.found("-gas")).containsExactly(oil);
        assertThat(articles.found("the gas of oil")).containsExactly(both);
        assertThat(articles.found("pric&sort=title")).containsExactly(oil, both);
        assertThat(articles.found("\"pric\"")).isEmpty();
        assertThat(articles.found("oil -pric")).hasSize(2);
    }

    /** The stem is shorter than the typed prefix, and the prefix is shorter than the word. */
    @Test
    void lastWordMatchesByPrefix() {
        String slug = articles.live("en", "Negotiations begin", "", "", "Nothing.");
        for (int typed = 3; typed <= "negotiations".length(); typed++) {
            assertThat(articles.found("begin " + "negotiations".substring(0, typed)))
                    .containsExactly(slug);
        }
    }

    @Test
    void articleIsSearchedInItsLanguage() {
        String german = articles.live("de", "Die Häuser der Minister", "", "", "Am Abend wurde verhandelt.");
        String french = articles.live("fr", "Élections présidentielles", "", "", "Le palais de l’Élysée se tait.");
        String persian = articles.live("fa", "انتخابات ریاست جمهوری", "", "", "نمی‌خواهم بگویم.");
        String arabic = articles.live("ar", "أخبار الانتخابات", "", "", "قال الوزير.");
        String chinese = articles.live("zh", "能源政策会议", "", "", "没有结果。");
        assertThat(articles.found("haus")).containsExactly(german);
        assertThat(articles.found("hauser")).containsExactly(german);
        assertThat(articles.found("verhandelten")).containsExactly(german);
        assertThat(articles.found("élection")).containsExactly(french);
        assertThat(articles.found("elections presidentielles")).containsExactly(french);
        assertThat(articles.found("elysee")).containsExactly(french);
        assertThat(articles.found("رياست")).containsExactly(persian);
        assertThat(articles.found("نمیخواهم")).containsExactly(persian);
        assertThat(articles.found("اخبار")).containsExactly(arabic);
        assertThat(articles.found("政策")).containsExactly(chinese);
        assertThat(articles.found("策政")).isEmpty();
        // “die” is a stop word in German, but not in English.
        String english = articles.live("en", "They die at night", "", "", "Nothing.");
        assertThat(articles.found("die minister")).containsExactly(german);
        assertThat(articles.found("\"die\" night")).containsExactly(english);
    }

    @Test
    void termNamesAreSearched() {
        String tag = Sample.name("Zweitwort").replace("-", "");
        ObjectNode article = articles.article("en", "Something", "", "", "Nothing.");
        article.putArray("tags").add(tag);
        article.putArray("authors").add("Quirina Vost");
        String slug = publish(article);
        assertThat(articles.found(tag)).containsExactly(slug);
        assertThat(articles.found("quirina")).containsExactly(slug);

        Api.admin()
                .patch("/api/tags/" + tag.toLowerCase(), "{\"name\": \"Drittwort\"}")
                .expect(200);
        indexer.run();
        assertThat(articles.found("drittwort")).containsExactly(slug);
        assertThat(articles.found(tag + "&sort=title")).isEmpty();
        assertThat(articles.foundByEditors("drittwort")).containsExactly(slug);

        Api.admin().delete("/api/tags/" + tag.toLowerCase() + "?force=true").expect(204);
        indexer.run();
        assertThat(articles.found("drittwort")).isEmpty();
        assertThat(articles.found("quirina")).containsExactly(slug);
    }

    @Test
    void draftsAreFoundByEditorsOnly() {
        String slug = articles.live("en", "Published words", "", "", "Nothing.");
        Api.admin()
                .patch(Sample.path(slug), "{\"title\": \"Rewritten in secret\"}")
                .expect(200);
        ObjectNode draft = articles.article("en", "Another secret", "", "", "Nothing.");
        draft.remove("status");
        String hidden = publish(draft);
        assertThat(articles.found("secret")).isEmpty();
        assertThat(articles.page("secret&count=exact&facet=type")
                        .at("/page/total")
                        .asInt())
                .isZero();
        assertThat(articles.found("published")).containsExactly(slug);
        assertThat(articles.foundByEditors("secret&sort=title")).containsExactly(hidden, slug);
        assertThat(articles.foundByEditors("secret")).containsExactlyInAnyOrder(hidden, slug);
        assertThat(articles.foundByEditors("published")).isEmpty();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(articles.found("secret")).containsExactly(slug);
        assertThat(articles.found("published")).isEmpty();
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        assertThat(articles.found("secret")).isEmpty();
    }

    /** The search vector of a live article has the text of the published revision, even if that isn't the newest. */
    @Test
    void publishedOlderRevisionIsSearchedByItsText() {
        ObjectNode draft = articles.article("en", "Firstborn", "", "", "Nothing.");
        draft.remove("status");
        String slug = publish(draft);
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Latecomer\"}").expect(200);
        Api.admin().put(Sample.path(slug) + "/publication", "{\"revision\": 1}").expect(200);
        assertThat(articles.found("firstborn")).containsExactly(slug);
        assertThat(articles.found("latecomer")).isEmpty();
    }

    /** Stop words are indexed in titles, without stemming, but not in bodies. */
    @Test
    void stopWordQueryFindsTitles() {
        String who = articles.live("en", "The Who", "", "", "Nothing.");
        String hamlet = articles.live("en", "To be or not to be", "", "", "Nothing.");
        String german = articles.live("de", "Die oder das", "", "", "Nichts.");
        articles.live("en", "Something else", "", "", "Here the one who is to be, or not.");
        assertThat(articles.found("the")).containsExactly(who);
        assertThat(articles.found("the who")).containsExactly(who);
        assertThat(articles.found("\"to be or not to be\"")).containsExactly(hamlet);
        assertThat(articles.found("oder das")).containsExactly(german);
        assertThat(articles.found("not the")).isEmpty();
    }

    @Test
    void veryLongBodyIsPublished() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            body.append("wört").append(Integer.toString(i, 36)).append(i % 20 == 0 ? "\n\n" : " ");
        }
        String slug = articles.live("de", "Sehr lang", "", "", body.toString());
        assertThat(articles.found("wört77")).containsExactly(slug);
    }

    /** A working copy has a search vector of its own only while it isn't at the live revision. */
    @Test
    void workingCopyIsFoundByItsOwnText() {
        String slug = articles.live("en", "Zebra", "", "", "Nothing.");
        String path = Sample.path(slug);
        words("zebra", "zebra", slug);

        Api.admin().patch(path, "{\"title\": \"Okapi\"}").expect(200);
        words("zebra", "okapi", slug);
        Api.admin().put(path + "/publication", "{}").expect(200);
        words("okapi", "okapi", slug);
        Api.admin().put(path + "/publication", "{\"revision\": 1}").expect(200);
        words("zebra", "okapi", slug);
        Api.admin()
                .patch(path, "{\"title\": \"Giraffe\", \"status\": \"published\"}")
                .expect(200);
        words("giraffe", "giraffe", slug);

        Api.admin().delete(path + "/publication").expect(204);
        words(null, "giraffe", slug);
        Api.admin().put(path + "/publication", "{}").expect(200);
        words("giraffe", "giraffe", slug);
        Api.admin().delete(path).expect(204);
        Api.admin().delete(path + "/trash").expect(200);
        words(null, "giraffe", slug);
    }

    /** @param readers the only word by which readers find the article; null if they don't find it */
    private void words(@Nullable String readers, String editors, String slug) {
        for (String word : List.of("zebra", "okapi", "giraffe")) {
            assertThat(articles.found("\"" + word + "\""))
                    .as(word)
                    .isEqualTo(word.equals(readers) ? List.of(slug) : List.of());
            for (String sort : List.of("", "&sort=title")) {
                assertThat(articles.foundByEditors("\"" + word + "\"" + sort))
                        .as(word)
                        .isEqualTo(word.equals(editors) ? List.of(slug) : List.of());
            }
        }
        assertThat(sql.fetchValue("""
                        select count(*) from article_search s join article a on a.id = s.article_id where a.slug = ?
                        """, slug)).isEqualTo(editors.equals(readers) ? 0L : 1L);
    }
}
