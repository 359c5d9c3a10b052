package dev.broadsheet.publications.archive;

import dev.broadsheet.kernel.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** OpenAPI schema of a page of the archive. */
@Schema(name = "ArchivePage", description = "Periods that have articles, newest first.")
record ArchivePageView(List<ArchivePeriod> data, Page.Info page) {}
