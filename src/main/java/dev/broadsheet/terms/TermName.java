package dev.broadsheet.terms;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag, author or section in an article. The name is joined on read, so a rename changes one row. */
@Schema(name = "Name", description = "A tag, author or section of an article.")
public record TermName(UUID id, String slug, String name) {}
