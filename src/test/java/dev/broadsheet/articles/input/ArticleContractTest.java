package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the records that document an article with the JSON of real responses. */
@QuarkusTest
class ArticleContractTest {

    @Test
    void responseHasTheDocumentedMembers() {
        assertThat(withTexts(ArticleView.class)).containsExactlyInAnyOrderElementsOf(ArticleJson.MEMBERS);
        String slug = Sample.name("shape");
        JsonNode written = Api.admin()
                .put(Sample.path(slug), "{\"title\": \"x\", \"body\": \"y\", \"status\": \"published\"}")
                .expect(201)
                .json();
        assertThat(written.fieldNames()).toIterable().containsExactlyElementsOf(ArticleJson.MEMBERS);
        List<String> live = ArticleJson.MEMBERS.stream()
                .filter(member -> !List.of(
                                "live", "modified", "publishAt", "expireAt", "archivedAt", "trashedAt", "warnings")
                        .contains(member))
                .toList();
        assertThat(Api.anonymous().get(Sample.path(slug)).json().fieldNames())
                .toIterable()
                .containsExactlyElementsOf(live);
    }

    @Test
    void documentedMembersCanBeSent() {
        ObjectNode all = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        withTexts(ArticleEdit.class).forEach(all::putNull);
        all.remove("slug");
        Api.admin().post("/api/articles", all.toString()).expect(201);
    }

    private static Set<String> withTexts(Class<?> record) {
        return Stream.concat(
                        Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName),
                        ArticleMembers.TEXTS.stream().map(ArticleMember::name))
                .collect(Collectors.toSet());
    }
}
