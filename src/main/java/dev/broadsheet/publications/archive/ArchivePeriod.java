package dev.broadsheet.publications.archive;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A year, a month or a day, and the number of its articles.
 *
 * @param until exclusive
 */
@Schema(name = "ArchivePeriod", description = "A year, a month or a day, and how many articles it has.")
record ArchivePeriod(
        @Schema(description = "What publishedAt takes to list them.", examples = "2026-01")
        String value,

        @Schema(description = "Its first moment, in the site's time zone.")
        Instant from,

        @Schema(description = "The first moment that is not part of it any more.")
        Instant until,

        long count,
        Links links) {

    /** @param articles URL of the list of its articles, with the filters of the archive */
    @Schema(name = "ArchiveLinks")
    record Links(
            @Schema(examples = "/api/articles?tag=energy&publishedAt=2026-01")
            String articles) {}
}
