package dev.broadsheet.publications.related;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import org.jooq.Field;
import org.jooq.Table;

/**
 * What two articles are alike by: the words of title and summary, whatever their language, and among which articles it
 * is looked for. Both are bounded, so that the cost is that of some hundred short texts however many articles there are.
 */
final class TextSimilarity {

    /** The least that counts; the same words throughout are 1. */
    static final double MIN_SIMILARITY = 0.1;

    /** The words of {@code p}, each once, in small letters. */
    static final Field<String[]> WORDS = field(
            "tsvector_to_array(to_tsvector('simple', p.title || ' ' || coalesce(p.summary_text, '')))", String[].class);

    /**
     * The newest in the language of {@code here}. Older ones are alike only if they carry a tag of it: an index of words
     * would reach further, and has its place here.
     */
    static final Table<?> CANDIDATES = table("""
            (select n.article_id, n.published_at from publication n
                where n.locale = (select locale from here)
                order by n.published_at desc, n.article_id desc limit 200)
            """);

    private TextSimilarity() {}
}
