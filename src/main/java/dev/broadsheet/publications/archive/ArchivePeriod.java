package dev.broadsheet.publications.archive;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A year, a month or a day, and the number of its articles.
 *
 * @param until exclusive
 */
@Schema(name = "ArchivePeriod", description = "A year, month or day, and its number of articles.")
record ArchivePeriod(
        @Schema(description = "Value of publishedAt that lists the articles.", examples = "2026-01")
        String value,

        @Schema(description = "Start, in the site's time zone.")
        Instant from,

        @Schema(description = "End, exclusive.") Instant until,

        long count,
        Links links) {

    /** @param articles URL of the list of its articles, with the filters of the archive */
    @Schema(name = "ArchiveLinks")
    record Links(
            @Schema(examples = "/api/articles?tag=energy&publishedAt=2026-01")
            String articles) {}
}
