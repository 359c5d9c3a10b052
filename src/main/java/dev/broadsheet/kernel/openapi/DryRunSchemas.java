package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.request.EndpointSignature;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The schemas of the {@code dryRun} member that responses to {@code dryRun=true} have. */
final class DryRunSchemas {

    private static final String WITH_DRY_RUN = "WithDryRun";
    private static final String WRITTEN = "Written";
    private static final String DRY_RUN = "DryRun";
    private static final String EVENT = "DryRunEvent";
    private static final List<String> WITH_BODY = List.of("200", "201", "207");

    private DryRunSchemas() {}

    static void addTo(Components components) {
        components.addSchema(
                WITH_DRY_RUN, object("With dryRun=true.").addProperty(EndpointSignature.DRY_RUN, ref(DRY_RUN)));
        components.addSchema(
                DRY_RUN,
                object("What the write would do; nothing was changed.")
                        .addProperty(
                                "status",
                                of(SchemaType.INTEGER, "What it would be answered with.")
                                        .addExample(201))
                        .addProperty("events", list("What would be told, at most a hundred.", EVENT))
                        .addProperty("diff", difference())
                        .required(List.of("status", "events", "diff")));
        components.addSchema(
                EVENT,
                object("What subscribers would be told.")
                        .addProperty("type", of(SchemaType.STRING, "What happened."))
                        .addProperty("live", of(SchemaType.BOOLEAN, "Whether readers can see it."))
                        .addProperty("article", optional("Its id."))
                        .addProperty("term", optional("Its id."))
                        .addProperty("redirect", optional("Its id."))
                        .addProperty(
                                "revision",
                                of(SchemaType.INTEGER, "Of the article.").addType(SchemaType.NULL))
                        .addProperty("slug", optional("Of the article or term, at that moment."))
                        .required(List.of("type", "live", "article", "term", "redirect", "revision", "slug")));
    }

    /** The same schema as the response of {@code …/diff}, without the two compared versions. */
    private static Schema difference() {
        return object("Of an article's content; null if there is nothing to compare.")
                .addType(SchemaType.NULL)
                .addProperty("identical", of(SchemaType.BOOLEAN, "Whether nothing differs."))
                .addProperty("members", list("All that changed but the body.", "MemberChange"))
                .addProperty("body", ref("BodyChanges"))
                .required(List.of("identical", "members", "body"));
    }

    /** Adds the dry run to each response with a body. Where the write answers only 204, a dry run answers 200. */
    static void addTo(Operation operation, Components components) {
        if (!operation.getResponses().hasAPIResponse("200")
                && operation.getResponses().hasAPIResponse("204")) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "200",
                            OASFactory.createAPIResponse()
                                    .description("With dryRun=true: what the write would do.")
                                    .content(OASFactory.createContent()
                                            .addMediaType(
                                                    jakarta.ws.rs.core.MediaType.APPLICATION_JSON,
                                                    OASFactory.createMediaType().schema(ref(WITH_DRY_RUN)))));
            return;
        }
        for (String status : WITH_BODY) {
            APIResponse answer = operation.getResponses().getAPIResponse(status);
            MediaType json = answer == null || answer.getContent() == null
                    ? null
                    : answer.getContent().getMediaType(jakarta.ws.rs.core.MediaType.APPLICATION_JSON);
            if (json != null && json.getSchema() != null) {
                json.setSchema(written(json.getSchema(), components));
            }
        }
    }

    /** A named schema, so that code generators make a type of it. A schema named Written… has the member already. */
    private static Schema written(Schema answer, Components components) {
        String name = Objects.requireNonNull(answer.getRef()).replaceFirst(".*/", "");
        if (name.startsWith(WRITTEN)) {
            return answer;
        }
        components.addSchema(
                WRITTEN + name,
                OASFactory.createSchema()
                        .description(name + " as the answer to a write.")
                        .addAllOf(ref(name))
                        .addAllOf(ref(WITH_DRY_RUN)));
        return ref(WRITTEN + name);
    }

    private static Schema object(String description) {
        return of(SchemaType.OBJECT, description);
    }

    private static Schema optional(String description) {
        return of(SchemaType.STRING, description).addType(SchemaType.NULL);
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }

    private static Schema list(String description, String items) {
        return of(SchemaType.ARRAY, description).items(ref(items));
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
