package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Invalid;
import org.jspecify.annotations.Nullable;

/** An article as it came over HTTP, whatever its form. */
record ArticleUpload(ObjectNode sent, SubmissionReader.Upload origin) {
    static ArticleUpload json(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new Invalid(Fault.at("", "wrong-type", "The body must be a JSON object."));
        }
        return new ArticleUpload(object, SubmissionReader.Upload.JSON);
    }

    /** With the date of the file's name, unless the article has one. */
    ArticleUpload dated(@Nullable String date) {
        if (date == null || sent.hasNonNull("publishedAt") || sent.hasNonNull("publishAt")) {
            return this;
        }
        return new ArticleUpload(sent.deepCopy().put("publishedAt", date), origin);
    }

    /** For the article that has its name. The id of no article here marks the export of another store. */
    ArticleUpload replacing(Article article) {
        boolean foreign = Ids.parse(sent.path("id").asText())
                .filter(id -> !id.equals(article.id) && Article.findById(id) == null)
                .isPresent();
        return foreign ? new ArticleUpload(sent, origin.fromAnotherStore()) : this;
    }
}
