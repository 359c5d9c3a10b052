package dev.broadsheet.site;

import dev.broadsheet.kernel.http.Html;
import dev.broadsheet.kernel.http.PublicUrl;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /}: HTML to whoever asks for it by name, as browsers do, JSON to everybody else. */
@Path("/")
@Tag(name = "About", description = "What this is, and what its refusals mean.")
class HomeResource {

    private final Template home;
    private final PublicUrl address;
    private final String version;

    @Inject
    HomeResource(
            Template home, PublicUrl address, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.home = home;
        this.address = address;
        this.version = version;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Vary", value = "Accept")
    @APIResponse(
            responseCode = "200",
            description = "The facts.",
            content =
                    @Content(
                            schema = @Schema(implementation = Home.class),
                            examples =
                                    @ExampleObject(
                                            name = "answer",
                                            value =
                                                    "{\"name\": \"Broadsheet\", \"version\": \"0.1.0\", \"description\": \"A headless CMS for articles.\", \"start\": [{\"title\": \"Read an article\", \"curl\": \"curl http://localhost:8080/api/articles/hello\"}], \"links\": {\"openapi\": \"/q/openapi\"}}")))
    @Operation(operationId = "home", summary = "What this is", description = "Version, commands to copy, links.")
    public Home facts() {
        return home();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page() {
        return Html.of(home.data("home", home()));
    }

    private Home home() {
        return Home.at(address.absolute(), version);
    }
}
