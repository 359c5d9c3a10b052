package dev.broadsheet.terms.editing;

import dev.broadsheet.terms.TermKind;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/sections}. */
@Path("/api/sections")
@Tag(name = "Sections")
class SectionResource extends TermResource {

    SectionResource() {
        super(TermKind.SECTION);
    }
}
