package dev.broadsheet.articles.batch;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** OpenAPI schema of the output of {@link BatchResultWriter}. */
@Schema(name = "BatchResults", description = "Results of a batch.")
record BatchResultsView(List<BatchResultView> results, int succeeded, int failed) {}
