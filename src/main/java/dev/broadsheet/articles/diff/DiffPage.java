package dev.broadsheet.articles.diff;

import com.ibm.icu.util.ULocale;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.diff.BlockChange;
import dev.broadsheet.body.diff.BlockChange.Added;
import dev.broadsheet.body.diff.BlockChange.Changed;
import dev.broadsheet.body.diff.BlockChange.Moved;
import dev.broadsheet.body.diff.BlockChange.Removed;
import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.http.HtmlResponse;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Renders a diff as an HTML page. Blocks are shown as Markdown source, because rendered text would hide a changed link
 * target or picture. The template escapes all text, so no markup or script of an article is active.
 */
@ApplicationScoped
class DiffPage {

    private final Template diff;

    DiffPage(Template diff) {
        this.diff = diff;
    }

    /** The model of the template. */
    record PageModel(
            String title, String from, String to, String lang, String dir, List<Entry> changes, int unchanged) {}

    /** One change: its title and its segments. */
    record Entry(String title, List<DiffSegment> pieces) {}

    RestResponse<String> of(Comparison sides) {
        String language = sides.content().locale();
        Locale locale = Locale.forLanguageTag(language);
        DiffBudget budget = new DiffBudget();
        List<Entry> changes = new ArrayList<>();
        for (MemberChange change : sides.members(locale, budget)) {
            changes.add(new Entry(change.pointer().substring(1), DiffSegment.of(change, locale, budget)));
        }
        DocumentDiff body = sides.body();
        for (BlockChange change : body.changes()) {
            changes.add(entry(change, locale, budget));
        }
        PageModel shown = new PageModel(
                Objects.requireNonNullElse(sides.content().title(), sides.slug()),
                sides.from().title(),
                sides.to().title(),
                language,
                ULocale.forLanguageTag(language).isRightToLeft() ? "rtl" : "ltr",
                changes,
                body.unchanged());
        return HtmlResponse.of(diff.data("shown", shown));
    }

    /** Positions count from 1 on the page. */
    private static Entry entry(BlockChange change, Locale locale, DiffBudget budget) {
        if (change instanceof Added added) {
            return new Entry(
                    "Block " + (added.to() + 1) + " added", List.of(DiffSegment.inserted(markdown(added.block()))));
        }
        if (change instanceof Removed removed) {
            return new Entry(
                    "Block " + (removed.from() + 1) + " removed",
                    List.of(DiffSegment.deleted(markdown(removed.block()))));
        }
        if (change instanceof Moved moved) {
            return new Entry(
                    "Block " + (moved.from() + 1) + " moved to " + (moved.to() + 1),
                    List.of(DiffSegment.unchanged(markdown(moved.block()))));
        }
        Changed changed = (Changed) change;
        return new Entry(
                changed.moved()
                        ? "Block " + (changed.from() + 1) + " moved to " + (changed.to() + 1) + " and changed"
                        : "Block " + (changed.to() + 1) + " changed",
                DiffSegment.of(markdown(changed.before()), markdown(changed.after()), locale, budget));
    }

    private static String markdown(Block block) {
        return BodyConverter.toMarkdown(new Document(List.of(block))).stripTrailing();
    }
}
