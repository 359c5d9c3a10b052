package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.diff.Effort;
import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The difference between two contents of an article, as it is answered wherever one is told. Exact: nothing is left out. */
record ArticleDiff(boolean identical, List<MemberChange> members, BodyChanges body) {

    /** What happened to the body. */
    @Schema(name = "BodyChanges", description = "What happened to the body, block by block, in the order of reading.")
    record BodyChanges(
            @Schema(description = "How many blocks are as they were.")
            int unchanged,

            List<BlockChangeView> changes) {}

    /**
     * @param from null for an article that was not there before
     * @param names of everything that the two point at
     */
    static ArticleDiff between(@Nullable Content from, Content to, Names names) {
        Locale locale = Locale.forLanguageTag(to.locale());
        Effort effort = new Effort();
        List<MemberChange> members = members(from, to, names, locale, effort);
        DocumentDiff body = DocumentDiff.between(body(from), body(to));
        return new ArticleDiff(
                members.isEmpty() && body.isEmpty(),
                members,
                new BodyChanges(
                        body.unchanged(),
                        body.changes().stream()
                                .map(change -> BlockChangeView.of(change, locale, effort))
                                .toList()));
    }

    static List<MemberChange> members(@Nullable Content from, Content to, Names names, Locale locale, Effort effort) {
        ObjectNode before = from == null ? JsonNodeFactory.instance.objectNode() : names.written(from);
        return MemberChanges.between(before, names.written(to), locale, effort);
    }

    static Document body(@Nullable Content content) {
        return content == null || content.body() == null ? Document.EMPTY : content.body();
    }

    /** The names of the members that differ, in the order of an answer. Costs next to nothing. */
    static List<String> changedMembers(Content from, Content to) {
        List<String> changed = new ArrayList<>();
        note(changed, "externalId", from.externalId(), to.externalId());
        note(changed, "slug", from.slug(), to.slug());
        note(changed, "locale", from.locale(), to.locale());
        note(changed, "type", from.type(), to.type());
        note(changed, "kicker", from.kicker(), to.kicker());
        note(changed, "title", from.title(), to.title());
        note(changed, "summary", from.summary(), to.summary());
        note(changed, "body", from.body(), to.body());
        note(changed, "authors", from.authors(), to.authors());
        note(changed, "tags", from.tags(), to.tags());
        note(changed, "section", from.section(), to.section());
        note(changed, "hero", from.hero(), to.hero());
        note(changed, "source", from.source(), to.source());
        note(changed, "copyright", from.copyright(), to.copyright());
        note(changed, "canonicalUrl", from.canonicalUrl(), to.canonicalUrl());
        note(changed, "location", from.location(), to.location());
        note(changed, "publishedAt", from.publishedAt(), to.publishedAt());
        note(changed, "seo", from.seo(), to.seo());
        note(changed, "related", from.related(), to.related());
        note(changed, "custom", from.custom(), to.custom());
        return changed;
    }

    private static void note(List<String> changed, String member, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changed.add(member);
        }
    }
}
