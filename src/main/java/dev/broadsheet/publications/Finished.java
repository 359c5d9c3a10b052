package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleTree;
import dev.broadsheet.articles.Content;
import dev.broadsheet.body.document.Document;
import java.util.Objects;

/**
 * What a content becomes when it is live. The publisher works it out once and keeps it; of a copy that was live in the
 * past only the revision is kept, and it is worked out again.
 *
 * @param summary the members that a list shows
 * @param detail those that one article shows beside them
 */
record Finished(ObjectNode summary, ObjectNode detail, Document body) {

    static Finished of(Content content) {
        ObjectNode detail = ArticleTree.written(content);
        ObjectNode summary = ArticleTree.ordered(detail, ArticleTree.SUMMARY);
        summary.fieldNames().forEachRemaining(detail::remove);
        return new Finished(summary, detail, Objects.requireNonNull(content.body()));
    }
}
