package dev.broadsheet.terms.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import java.util.List;

/** The steps that all tests of merging share. */
final class TermMerges {

    private TermMerges() {}

    static ApiResponse merge(String kind, String name, String into) {
        return Api.admin().post("/api/" + kind + "/" + name + "/merge", "{\"into\": \"" + into + "\"}");
    }

    /** The slugs of the article's terms of that kind. */
    static List<String> slugs(JsonNode article, String kind) {
        return article.path(kind).findValuesAsText("slug");
    }
}
