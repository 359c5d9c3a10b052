package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ValidationProblem;
import org.jspecify.annotations.Nullable;

/** An uploaded article as JSON, with the context of its original format. */
public record ArticleUpload(ObjectNode sent, ArticleInputReader.InputContext context) {
    public static ArticleUpload json(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "The body must be a JSON object."));
        }
        return new ArticleUpload(object, ArticleInputReader.InputContext.JSON);
    }

    /** Adds the date from the file's name, unless the article has a date. */
    public ArticleUpload withDate(@Nullable String date) {
        if (date == null || sent.hasNonNull("publishedAt") || sent.hasNonNull("publishAt")) {
            return this;
        }
        return new ArticleUpload(sent.deepCopy().put("publishedAt", date), context);
    }

    /**
     * Marks an upload that replaces this article as foreign if its id belongs to no article here, as in an export from
     * another installation.
     */
    public ArticleUpload forReplacing(Article article) {
        boolean foreign = Ids.parse(sent.path("id").asText())
                .filter(id -> !id.equals(article.id) && Article.findById(id) == null)
                .isPresent();
        return foreign ? new ArticleUpload(sent, context.fromAnotherStore()) : this;
    }
}
