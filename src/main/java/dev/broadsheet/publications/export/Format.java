package dev.broadsheet.publications.export;

import dev.broadsheet.kernel.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an export is written. */
enum Format {
    NDJSON("application/x-ndjson"),
    CSV("text/csv; charset=utf-8; header=present");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    String fileName() {
        return this == CSV ? "articles.csv" : "articles.ndjson";
    }

    static Format read(@Nullable String text, List<Fault> faults) {
        if (text == null || text.equals("ndjson")) {
            return NDJSON;
        } else if (!text.equals("csv")) {
            faults.add(Fault.in("format", "invalid-value", "format takes ndjson and csv."));
        }
        return CSV;
    }
}
