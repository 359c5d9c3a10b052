package dev.broadsheet.publications;

import dev.broadsheet.articles.index.WorkingCopyIndex;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.text.SearchVectorInput;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;

/** The search vectors of live articles, in the table {@code publication_search}. */
public final class PublicationSearch {

    private static final PreparedQuery STORE =
            PreparedQuery.ofSql("""
            with language as (%s)
            insert into publication_search (article_id, published_at, search)
            values (:article, :published_at::timestamptz, %s)
            on conflict (article_id) do update set published_at = excluded.published_at, search = excluded.search
            """.formatted(WorkingCopyIndex.ADD_LANGUAGE, SearchVectorInput.CALL));

    private PublicationSearch() {}

    /** Stores the search vector of a live article whose text is indexed again. */
    public static void store(DSLContext sql, UUID article, OffsetDateTime publishedAt, SearchVectorInput text) {
        text.bind(STORE.with("article", article).with("published_at", publishedAt))
                .execute(sql);
    }
}
