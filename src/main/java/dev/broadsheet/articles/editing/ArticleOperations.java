package dev.broadsheet.articles.editing;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

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
        addForm(document.getComponents());
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

    /**
     * The request body of writes that also take files: that of an article, and a form. The form is the last type,
     * because code generators take the first one for the signature of their methods. Its schema has no
     * properties: openapi-generator would import a model for them and not write it.
     */
    private static void addForm(Components components) {
        Content content = OASFactory.createContent();
        Objects.requireNonNull(components.getRequestBodies().get("Article"))
                .getContent()
                .getMediaTypes()
                .forEach(content::addMediaType);
        Schema file =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("binary");
        content.addMediaType(
                MediaType.MULTIPART_FORM_DATA,
                OASFactory.createMediaType()
                        .schema(OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .description(
                                        "The part article in JSON, Markdown or HTML, and at most 100 files. Fields such as quay.jpg.caption are metadata of the file in the part quay.jpg.")
                                .additionalPropertiesSchema(file)));
        components.addRequestBody(
                "ArticleWithFiles",
                OASFactory.createRequestBody()
                        .required(true)
                        .description(
                                "An article, or a form with it and its files: curl -F article=@story.md -F quay.jpg=@quay.jpg. References of the article to a file, by the name of its part, its file name or the last segment of a path, become the id of the medium. All are stored or none. The article may have 4 MiB, the form 256 MiB.")
                        .content(content));
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
