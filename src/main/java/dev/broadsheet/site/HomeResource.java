package dev.broadsheet.site;

import dev.broadsheet.kernel.http.Html;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /}: HTML to whoever asks for it by name, as browsers do, JSON to everybody else. */
@Path("/")
@Tag(name = "About", description = "What this is, and what its refusals mean.")
class HomeResource {

    private final Template home;
    private final String version;

    @Inject
    HomeResource(Template home, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.home = home;
        this.version = version;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Vary", value = "Accept")
    @Operation(operationId = "home", summary = "What this is", description = "Version, commands to copy, links.")
    public Home facts(UriInfo uri) {
        return home(uri);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(UriInfo uri) {
        return Html.of(home.data("home", home(uri)));
    }

    private Home home(UriInfo uri) {
        return Home.at(uri.getBaseUri().toString().replaceAll("/$", ""), version);
    }
}
