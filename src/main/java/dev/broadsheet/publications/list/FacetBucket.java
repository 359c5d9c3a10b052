package dev.broadsheet.publications.list;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Number of articles of a list with the same value.
 *
 * @param value the value that the filter takes to list these articles
 * @param label name of the value for readers
 */
@Schema(name = "FacetValue", description = "Number of articles of a list with the same value.")
record FacetBucket(
        @Schema(description = "Value that the filter of the same name takes.", examples = "energy")
        String value,

        @Schema(examples = "Energy") String label,
        int count) {}
