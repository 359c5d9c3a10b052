package dev.broadsheet.terms.editing;

import dev.broadsheet.terms.TermKind;
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
