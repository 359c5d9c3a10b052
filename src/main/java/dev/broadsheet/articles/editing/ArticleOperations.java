package dev.broadsheet.articles.editing;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Adds to OpenAPI the parameters and responses that the operations of editors on one article share.
 * {@code ReaderOperations} does the same for reads without a key.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ArticleOperations implements OASFilter {

    private static final String ARTICLE = "/api/articles/{article}";
    private static final String LOCKED = "Locked";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents()
                .addResponse(
                        LOCKED,
                        OASFactory.createAPIResponse()
                                .description(
                                        "Another key has locked the article (locked). lockedBy and lockedUntil say who and until when."));
        ApiOperation.below(document, ARTICLE).forEach(operation -> {
            operation.describe("article", "Id, slug, former slug or externalId.", "summit-ends");
            operation.describe("key", "Stable key of the block.", "cnxfata9");
            if (operation.needsKey() && operation.hasParameter("key")) {
                operation.addResponse("404", "No such article or block (not-found).");
            } else if (operation.needsKey() && !mayCreate(operation)) {
                operation.addResponse("404", "No article has this name (not-found).");
            }
            if (operation.writes()) {
                operation.addResponse(
                        String.valueOf(ProblemCode.LOCKED.status()),
                        OASFactory.createAPIResponse().ref(LOCKED));
            }
            if (operation.writes() && refusesTrash(operation)) {
                operation.addResponse("409", "The article is in the trash (in-trash).");
            }
            if (operation.isGet() && operation.path().equals(ARTICLE + "/publication")) {
                operation.addValidators();
            }
            if (operation.isGet() && operation.isBelow(ARTICLE + "/revisions/{number}")) {
                operation.addHeader(
                        "200", HttpHeaders.CONTENT_LANGUAGE, "Locale of the article, a BCP 47 language tag.");
            }
        });
    }

    /** PUT of an unknown name creates the article. */
    private static boolean mayCreate(ApiOperation operation) {
        return operation.path().equals(ARTICLE) && operation.method() == PathItem.HttpMethod.PUT;
    }

    /** Deleting, restoring and locking work in the trash, too. */
    private static boolean refusesTrash(ApiOperation operation) {
        return Stream.of("/blocks", "/publication", "/revisions", "/tags")
                .anyMatch(part -> operation.isBelow(ARTICLE + part));
    }
}
