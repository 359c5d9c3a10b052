package dev.broadsheet.publications.article;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.query.AtParameter;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The version of an article to read: the live one, the working copy, or the one that was live at a moment.
 *
 * @param at the past moment; null for now
 */
public record ArticleVersion(boolean draft, @Nullable OffsetDateTime at) {

    /** The version that readers see now. */
    public static final ArticleVersion LIVE = new ArticleVersion(false, null);

    /** The query parameters {@code version} and {@code at}. */
    public static class Parameters {

        @RestQuery
        @Parameter(description = "live, or draft for the working copy (needs a key). Default: live.")
        @Nullable
        String version;

        @RestQuery
        @Parameter(description = AtParameter.DESCRIPTION, example = "2026-01-31T12:00:00Z")
        @Nullable
        String at;

        ArticleVersion read(AtParameter atParameter, List<Fault> faults) {
            if (version != null && !version.equals("draft") && !version.equals("live")) {
                faults.add(Fault.in("version", "invalid-value", "version takes live and draft."));
            }
            boolean draft = "draft".equals(version);
            return new ArticleVersion(draft, atParameter.read(at, draft ? "version=draft" : null, faults));
        }
    }
}
