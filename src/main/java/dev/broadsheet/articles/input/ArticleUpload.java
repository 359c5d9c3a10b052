package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ValidationProblem;
import org.jspecify.annotations.Nullable;

/** An article as it came over HTTP, whatever its form. */
public record ArticleUpload(ObjectNode sent, ArticleInputReader.InputContext context) {
    public static ArticleUpload json(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "The body must be a JSON object."));
        }
        return new ArticleUpload(object, ArticleInputReader.InputContext.JSON);
    }

    /** With the date of the file's name, unless the article has one. */
    public ArticleUpload withDate(@Nullable String date) {
        if (date == null || sent.hasNonNull("publishedAt") || sent.hasNonNull("publishAt")) {
            return this;
        }
        return new ArticleUpload(sent.deepCopy().put("publishedAt", date), context);
    }

    /** For the article that has its name. The id of no article here marks the export of another store. */
    public ArticleUpload forReplacing(Article article) {
        boolean foreign = Ids.parse(sent.path("id").asText())
                .filter(id -> !id.equals(article.id) && Article.findById(id) == null)
                .isPresent();
        return foreign ? new ArticleUpload(sent, context.fromAnotherStore()) : this;
    }
}
