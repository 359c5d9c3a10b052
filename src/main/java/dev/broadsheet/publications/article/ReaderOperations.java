package dev.broadsheet.publications.article;

import dev.broadsheet.kernel.openapi.ApiOperation;
import dev.broadsheet.kernel.openapi.CommonResponse;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds to OpenAPI the responses that the reads of one article share (308, 404 and 410), and their headers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ReaderOperations implements OASFilter {

    private static final String ARTICLE = "/api/articles/{article}";
    private static final String DRAFT = "/api/drafts/{article}";

    /** Paths that return one article, or a part of it, in its language. */
    private static final Set<String> IN_ITS_LANGUAGE =
            Set.of(ARTICLE, ARTICLE + "/blocks", ARTICLE + "/blocks/{key}", DRAFT);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ApiOperation.all(document).filter(ApiOperation::isGet).forEach(read -> {
            if (read.isBelow(ARTICLE) && !read.needsKey()) {
                read.addResponse("308", "Former slug: Location has the present one.");
                read.addResponse("404", "Unknown, or never published (not-found).");
                read.addResponse(
                        "410",
                        "Taken down (gone). reason has the given text, or else withdrawn, expired, archived or trashed.");
            }
            if (read.hasParameter("version")) {
                read.addResponse(CommonResponse.UNAUTHORIZED);
            }
            if (IN_ITS_LANGUAGE.contains(read.path())) {
                read.addHeader("200", HttpHeaders.CONTENT_LANGUAGE, "Locale of the article, a BCP 47 language tag.");
            }
            if (read.path().equals(ARTICLE) || read.path().equals(DRAFT)) {
                read.addValidators();
            }
            if (read.path().equals(DRAFT)) {
                read.describe("article", "Id, slug, former slug or externalId.", "summit-ends");
                read.addResponse("404", "No article has this name (not-found).");
            }
        });
    }
}
