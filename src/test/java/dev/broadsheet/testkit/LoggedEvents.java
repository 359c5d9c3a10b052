package dev.broadsheet.testkit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** The events of an article in the change log, in the order in which they were written. */
@ApplicationScoped
public class LoggedEvents {

    @Inject
    DSLContext sql;

    /** Kinds such as {@code article.published}. */
    public List<String> of(String slug) {
        return sql.resultQuery(
                        "select kind from change where article_id = ? order by id", UUID.fromString(Sample.id(slug)))
                .fetch("kind", String.class);
    }
}
