package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.body.BodyConverter;

/** An article as plain text: headline, summary, body. */
final class PlainText {

    private PlainText() {}

    static String of(ObjectNode article) {
        StringBuilder text = new StringBuilder();
        for (String member : new String[] {"title", "summary"}) {
            if (article.path(member).isTextual()) {
                text.append(article.path(member).textValue()).append("\n\n");
            }
        }
        JsonNode blocks = article.path("body").path("blocks");
        return blocks.isArray()
                ? text.append(BodyConverter.toText(ArticleJson.stored(blocks))).toString()
                : text.toString();
    }
}
