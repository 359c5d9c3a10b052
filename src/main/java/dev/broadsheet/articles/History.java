package dev.broadsheet.articles;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;

/** An article's revisions, read for editors. */
@ApplicationScoped
class History {

    private static final Field<Integer> NUMBER = field(name("number"), Integer.class);
    private static final Field<UUID> ARTICLE = field(name("article_id"), UUID.class);
    private static final Field<OffsetDateTime> CREATED = field(name("created_at"), OffsetDateTime.class);
    private static final Field<String> KEY_NAME = field(name("key_name"), String.class);
    private static final Field<String> NOTE = field(name("note"), String.class);
    private static final Field<String> TITLE =
            field("content ->> 'title'", String.class).as("title");

    private final Slugs slugs;
    private final WorkingCopies copies;
    private final DSLContext sql;

    History(Slugs slugs, WorkingCopies copies, DSLContext sql) {
        this.slugs = slugs;
        this.copies = copies;
        this.sql = sql;
    }

    Page<RevisionView> list(String name, PageRequest page) {
        Article article = require(name);
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(NUMBER, true, String::valueOf, Integer::valueOf)), "revisions " + article.id);
        var of = ARTICLE.eq(article.id);
        Long total = page.counted() ? Long.valueOf(sql.fetchCount(table(name("revision")), of)) : null;
        return sort.page(
                page,
                sql.select(NUMBER, CREATED, KEY_NAME, NOTE, TITLE)
                        .from(table(name("revision")))
                        .where(of),
                total,
                row -> new RevisionView(
                        row.get(NUMBER),
                        row.get(CREATED).toInstant(),
                        row.get(KEY_NAME),
                        row.get(NOTE),
                        row.get(TITLE),
                        row.get(NUMBER).equals(article.liveRevision)));
    }

    ObjectNode get(String name, int number, Set<BodyForm> forms) {
        Article article = require(name);
        Revision revision =
                Revision.of(article.id, number).orElseThrow(() -> new NotFound("revision", name + "/" + number));
        ObjectNode tree = copies.view(article, revision, forms);
        return tree.put("revision", number);
    }

    private Article require(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .orElseThrow(() -> new NotFound("article", name));
    }
}
