package dev.broadsheet.articles.diff;

import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.json.Instants;
import dev.broadsheet.articles.json.MarkdownFile;
import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.diff.UnifiedDiff;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of an article to compare.
 *
 * @param slug the article's slug
 * @param warnings about parts of an uploaded version that could not be kept; null if nothing was uploaded
 */
record Comparison(
        String slug,
        Side from,
        Side to,
        ResolvedReferences names,
        @Nullable List<Warning> warnings) {

    /**
     * One of the two versions.
     *
     * @param version {@code live}, {@code draft}, {@code revision}, {@code sent} or {@code nothing}
     * @param content null for {@code nothing}
     */
    record Side(
            String version,
            @Nullable Integer revision,
            @Nullable Instant createdAt,
            @Nullable String by,
            @Nullable Content content) {

        static final Side NOTHING = new Side("nothing", null, null, null, null);

        static Side of(String version, Revision revision) {
            return new Side(version, revision.number(), revision.createdAt, revision.keyName, revision.content());
        }

        static Side sent(Content content) {
            return new Side("sent", null, null, null, content);
        }

        /** The title on the diff page, for example {@code live, revision 3}. */
        String title() {
            if (revision == null) {
                return version;
            }
            return version.equals("revision") ? "revision " + revision : version + ", revision " + revision;
        }
    }

    DiffView view() {
        return DiffView.of(this, ArticleDiff.between(from.content(), content(), names));
    }

    List<MemberChange> members(Locale locale, DiffBudget budget) {
        return ArticleDiff.members(from.content(), content(), names, locale, budget);
    }

    DocumentDiff body() {
        return DocumentDiff.between(ArticleDiff.body(from.content()), ArticleDiff.body(content()));
    }

    /** The unified diff of both versions as Markdown files with front matter. */
    String unified() {
        return UnifiedDiff.of(
                from.content() == null ? null : header(from), header(to), file(from.content()), file(content()));
    }

    /** The content of {@code to}, which is never null. */
    Content content() {
        return Objects.requireNonNull(to.content());
    }

    /**
     * The file header of the unified diff: the file name, a tab, and the version in the place where {@code diff} puts
     * the time.
     */
    private String header(Side side) {
        return slug + ".md\t" + side.title() + (side.createdAt() == null ? "" : ", " + Instants.text(side.createdAt()));
    }

    private String file(@Nullable Content content) {
        return content == null
                ? ""
                : MarkdownFile.of(names.members(content), ArticleDiff.body(content), LibraryImages.NONE);
    }
}
