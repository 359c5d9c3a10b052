package dev.broadsheet.authors;

import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/authors}. */
@Path("/api/authors")
@Tag(name = "Authors")
class AuthorResource extends TermResource {

    AuthorResource() {
        super(TermKind.AUTHOR);
    }
}
