package dev.broadsheet.body;

import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Warning;
import java.util.List;

/** What a source was read as, and what of it was not kept. */
public record Reading(Document document, List<Warning> warnings) {

    public Reading {
        warnings = List.copyOf(warnings);
    }
}
