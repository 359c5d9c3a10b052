package dev.broadsheet.site;

import dev.broadsheet.kernel.http.HtmlResponse;
import dev.broadsheet.kernel.http.PublicUrl;
import dev.broadsheet.kernel.request.PublicRead;
import io.quarkus.qute.Template;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /}: HTML for clients that accept it explicitly, as browsers do; JSON for all others. */
@Path("/")
@PublicRead
@Tag(name = "About")
class HomeResource {

    private final Template home;
    private final PublicUrl publicUrl;
    private final String version;
    private final Home.Key key;
    private final PageSettings pages;

    @Inject
    HomeResource(
            Template home,
            PublicUrl publicUrl,
            PageSettings pages,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "broadsheet.admin-key") Optional<String> adminKey,
            @ConfigProperty(name = "broadsheet.data") java.nio.file.Path data) {
        this.home = home;
        this.publicUrl = publicUrl;
        this.pages = pages;
        this.version = version;
        this.key = adminKey.isPresent() ? Home.Key.configured() : key(data);
    }

    /** The page is public, so it names no folder outside the working directory. */
    static Home.Key key(java.nio.file.Path data) {
        java.nio.file.Path here = java.nio.file.Path.of("").toAbsolutePath();
        java.nio.file.Path file = data.resolve("admin.key").toAbsolutePath().normalize();
        return file.startsWith(here) ? Home.Key.inFile(here.relativize(file).toString()) : Home.Key.inDataFolder();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Vary", value = "Accept")
    @APIResponse(responseCode = "200", ref = "Home")
    @Operation(summary = "Get the entry point", description = "Version, commands to copy, links.")
    public Home home() {
        return Home.at(publicUrl.absolute(), version, key, pages);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page() {
        return HtmlResponse.of(home.data("home", home()));
    }
}
