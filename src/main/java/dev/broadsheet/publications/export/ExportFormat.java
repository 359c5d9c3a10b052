package dev.broadsheet.publications.export;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.http.MediaRanges;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Format of an export, from {@code format} or else from {@code Accept}. */
enum ExportFormat {
    NDJSON(new MediaType("application", "x-ndjson"), "application/x-ndjson"),
    CSV(new MediaType("text", "csv"), "text/csv; charset=utf-8; header=present");

    private final MediaType range;
    private final String type;

    ExportFormat(MediaType range, String type) {
        this.range = range;
        this.type = type;
    }

    String type() {
        return type;
    }

    String fileName() {
        return this == CSV ? "articles.csv" : "articles.ndjson";
    }

    /** @return null if {@code format} is absent or invalid */
    static @Nullable ExportFormat read(@Nullable String text, List<Fault> faults) {
        if (text == null) {
            return null;
        }
        if (!text.equals("ndjson") && !text.equals("csv")) {
            faults.add(Fault.in("format", "invalid-value", "format takes ndjson and csv."));
            return null;
        }
        return text.equals("csv") ? CSV : NDJSON;
    }

    /** The format with the higher quality value; NDJSON if both are equal. */
    static ExportFormat accepted(List<MediaType> accepted) {
        MediaRanges ranges = new MediaRanges(accepted);
        ExportFormat best = ranges.quality(CSV.range) > ranges.quality(NDJSON.range) ? CSV : NDJSON;
        if (!ranges.accepts(best.range)) {
            throw new Problem(ProblemCode.NOT_ACCEPTABLE, "This URL answers: " + NDJSON.range + ", " + CSV.range + ".");
        }
        return best;
    }
}
