package dev.broadsheet.body;

import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Warning;
import java.util.List;

/** What a source was read as, and what of it was not kept. */
public record ParsedBody(Document document, List<Warning> warnings) {

    public ParsedBody {
        warnings = List.copyOf(warnings);
    }
}
