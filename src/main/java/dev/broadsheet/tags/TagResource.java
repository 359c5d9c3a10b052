package dev.broadsheet.tags;

import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/tags}. */
@Path("/api/tags")
@Tag(name = "Tags")
class TagResource extends TermResource {

    TagResource() {
        super(TermKind.TAG);
    }
}
