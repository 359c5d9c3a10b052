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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** An article's revisions, read for editors. */
@ApplicationScoped
class History {

    private static final Field<Integer> NUMBER = field(name("number"), Integer.class);
    private static final Field<UUID> ARTICLE = field(name("article_id"), UUID.class);
    private static final Field<OffsetDateTime> CREATED = field(name("created_at"), OffsetDateTime.class);
    private static final Field<String> KEY_NAME = field(name("key_name"), String.class);
    private static final Field<UUID> KEY_ID = field(name("key_id"), UUID.class);
    private static final Field<Boolean> AUTOSAVE = field(name("autosave"), Boolean.class);
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

    /** @param autosave those alone, or all but those; all if null */
    Page<RevisionView> list(String name, @Nullable Boolean autosave, PageRequest page) {
        Article article = require(name);
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(NUMBER, true, String::valueOf, Integer::valueOf)),
                "revisions " + article.id + " " + autosave);
        Condition of = autosave == null
                ? ARTICLE.eq(article.id)
                : ARTICLE.eq(article.id).and(AUTOSAVE.eq(autosave));
        Long total = page.counted() ? Long.valueOf(sql.fetchCount(table(name("revision")), of)) : null;
        return sort.page(
                page,
                sql.select(NUMBER, CREATED, KEY_NAME, KEY_ID, NOTE, AUTOSAVE, TITLE)
                        .from(table(name("revision")))
                        .where(of),
                total,
                row -> new RevisionView(
                        row.get(NUMBER),
                        row.get(CREATED).toInstant(),
                        row.get(KEY_NAME),
                        row.get(KEY_ID),
                        row.get(NOTE),
                        row.get(TITLE),
                        row.get(AUTOSAVE),
                        row.get(NUMBER).equals(article.liveRevision),
                        row.get(NUMBER).equals(article.publishRevision)));
    }

    ObjectNode get(String name, int number, Set<BodyForm> forms) {
        Article article = require(name);
        Revision revision =
                Revision.of(article.id, number).orElseThrow(() -> new NotFound("revision", name + "/" + number));
        ObjectNode tree = copies.view(article, revision, forms, null);
        tree.put("revision", number);
        return tree.putPOJO("entry", RevisionView.of(revision, article));
    }

    private Article require(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .orElseThrow(() -> new NotFound("article", name));
    }
}
