package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.diff.DiffBudget;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.document.Document;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The difference between two contents of an article, as in every response that has a diff. Lists every difference. */
record ArticleDiff(boolean identical, List<MemberChange> members, BodyChanges body) {

    /** The changes of the body. */
    @Schema(name = "BodyChanges", description = "Changes of the body by block, in reading order.")
    record BodyChanges(
            @Schema(description = "Number of unchanged blocks.")
            int unchanged,

            List<BlockChangeView> changes) {}

    /**
     * @param from null for a new article
     * @param references the names of the terms and related articles of both contents
     */
    static ArticleDiff between(@Nullable Content from, Content to, ResolvedReferences references) {
        Locale locale = Locale.forLanguageTag(to.locale());
        DiffBudget budget = new DiffBudget();
        List<MemberChange> members = members(from, to, references, locale, budget);
        DocumentDiff body = DocumentDiff.between(body(from), body(to));
        return new ArticleDiff(
                members.isEmpty() && body.isEmpty(),
                members,
                new BodyChanges(
                        body.unchanged(),
                        body.changes().stream()
                                .map(change -> BlockChangeView.of(change, locale, budget))
                                .toList()));
    }

    static List<MemberChange> members(
            @Nullable Content from, Content to, ResolvedReferences references, Locale locale, DiffBudget budget) {
        ObjectNode before = from == null ? JsonNodeFactory.instance.objectNode() : references.members(from);
        return MemberDiff.between(before, references.members(to), locale, budget);
    }

    static Document body(@Nullable Content content) {
        return content == null || content.body() == null ? Document.EMPTY : content.body();
    }
}
