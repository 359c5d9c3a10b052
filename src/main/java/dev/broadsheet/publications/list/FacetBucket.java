package dev.broadsheet.publications.list;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many articles of a list have something in common.
 *
 * @param value what a filter takes to list them
 * @param label its name for readers
 */
@Schema(name = "FacetValue", description = "How many articles of a list have something in common.")
record FacetBucket(
        @Schema(description = "What the filter of the same name takes to list them.", examples = "energy")
        String value,

        @Schema(examples = "Energy") String label,
        int count) {}
