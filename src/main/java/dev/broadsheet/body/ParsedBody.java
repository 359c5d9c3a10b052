package dev.broadsheet.body;

import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Warning;
import java.util.List;

/** The document read from a source, and warnings about content that was not kept. */
public record ParsedBody(Document document, List<Warning> warnings) {

    public ParsedBody {
        warnings = List.copyOf(warnings);
    }
}
