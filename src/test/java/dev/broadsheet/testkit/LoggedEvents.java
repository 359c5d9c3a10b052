package dev.broadsheet.testkit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** What the change log holds, by article, in the order in which it was written. */
@ApplicationScoped
public class LoggedEvents {

    @Inject
    DSLContext sql;

    /** {@code article.published} and its like. */
    public List<String> of(String slug) {
        return sql.resultQuery(
                        "select kind from change where article_id = ? order by id",
                        UUID.fromString(
                                Sample.workingCopy(slug).json().path("id").asText()))
                .fetch("kind", String.class);
    }
}
