package dev.broadsheet.publications.related;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import org.jooq.Field;
import org.jooq.Table;

/**
 * Similarity of articles by the words of title and summary, in any language, and the candidates that are compared. The
 * number of candidates is bounded, so the cost is that of a few hundred short texts, whatever the number of articles.
 */
final class TextSimilarity {

    /** Minimum similarity; articles with the same words have 1. */
    static final double MIN_SIMILARITY = 0.1;

    /** The distinct words of {@code p}, in lower case. */
    static final Field<String[]> WORDS = field(
            "tsvector_to_array(to_tsvector('simple', p.title || ' ' || coalesce(p.summary_text, '')))", String[].class);

    /**
     * The newest articles in the language of {@code here}. Older ones are candidates only through a shared
     * tag. To lift this limit, select candidates from a full-text index here.
     */
    static final Table<?> CANDIDATES = table("""
            (select n.article_id, n.published_at from publication n
                where n.locale = (select locale from here)
                order by n.published_at desc, n.article_id desc limit 200)
            """);

    private TextSimilarity() {}
}
