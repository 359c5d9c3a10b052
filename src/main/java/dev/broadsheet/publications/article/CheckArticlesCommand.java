package dev.broadsheet.publications.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.Command;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * Decodes every revision and every live copy as a response would, in every body format. Prints a line for each one that
 * can't be read: article id, slug, kind of copy with revision, and reason, separated by tabs. Reads a few rows per
 * transaction, so it can run beside a server and needs little memory. Repairs nothing, because only an editor can
 * decide how to replace a text.
 */
@ApplicationScoped
class CheckArticlesCommand implements Command {

    /** Rows per fetch; a row may have several megabytes. */
    private static final int ROWS = 20;

    private static final String REVISIONS = """
            select r.article_id, r.number, r.content::text as content, a.slug, r.number = a.revision as working
            from revision r join article a on a.id = r.article_id
            where (r.article_id, r.number) > (?::uuid, ?)
            order by r.article_id, r.number limit ?
            """;

    private static final String LIVE = """
            select article_id, revision as number, slug, opening, listing, details, closing, body
            from publication where article_id > ?::uuid
            order by article_id limit ?
            """;

    private static final Set<BodyFormat> FORMS =
            Set.of(BodyFormat.BLOCKS, BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT);

    private final DSLContext sql;

    CheckArticlesCommand(DSLContext sql) {
        this.sql = sql;
    }

    /** Number of rows read, and of those that can't be decoded. */
    private static final class Count {
        private int read;
        private int unreadable;
    }

    /** Checks a row; throws if it can't be decoded. */
    private interface RowCheck {
        void read(Record row) throws JsonProcessingException;
    }

    @Override
    public String name() {
        return "articles check";
    }

    @Override
    public int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            System.err.println("articles check takes no arguments.");
            return 2;
        }
        Count revisions = new Count();
        each(
                last -> sql.fetch(
                        REVISIONS,
                        last == null ? new UUID(0, 0) : last.get("article_id", UUID.class),
                        last == null ? 0 : last.get("number", Integer.class),
                        ROWS),
                CheckArticlesCommand::revision,
                row -> row.get("working", Boolean.class) ? "working copy, revision" : "revision",
                revisions);
        Count live = new Count();
        each(
                last -> sql.fetch(LIVE, last == null ? new UUID(0, 0) : last.get("article_id", UUID.class), ROWS),
                CheckArticlesCommand::live,
                row -> "live copy, revision",
                live);
        int unreadable = revisions.unreadable + live.unreadable;
        System.err.printf(
                "Checked %d revisions and %d live copies. Unreadable: %d.%n", revisions.read, live.read, unreadable);
        return unreadable == 0 ? 0 : 1;
    }

    private static void each(
            Function<@Nullable Record, Result<Record>> page,
            RowCheck check,
            Function<Record, String> kind,
            Count count) {
        Record last = null;
        do {
            Record from = last;
            Result<Record> rows = QuarkusTransaction.requiringNew().call(() -> page.apply(from));
            for (Record row : rows) {
                String why = failureOf(row, check);
                if (why != null) {
                    System.out.println(String.join(
                            "\t",
                            row.get("article_id", UUID.class).toString(),
                            row.get("slug", String.class),
                            kind.apply(row) + " " + row.get("number", Integer.class),
                            why));
                    count.unreadable++;
                }
            }
            count.read += rows.size();
            last = rows.size() < ROWS ? null : rows.get(ROWS - 1);
        } while (last != null);
    }

    private static @Nullable String failureOf(Record row, RowCheck check) {
        try {
            check.read(row);
            return null;
        } catch (JsonProcessingException | RuntimeException damaged) {
            return UnreadableContent.because(damaged).reason();
        }
    }

    private static void revision(Record row) {
        Content content = ContentConverter.read(row.get("content", String.class));
        ArticleJson.contentMembers(content);
        Document body = content.body();
        if (body != null) {
            ArticleJson.body(body, FORMS, null, LibraryImages.NONE);
        }
    }

    private static void live(Record row) throws JsonProcessingException {
        for (String piece : List.of("opening", "listing", "details", "closing")) {
            CustomJson.read("{" + row.get(piece, String.class) + "}");
        }
        ArticleJson.body(
                ArticleJson.stored(CustomJson.read(row.get("body", String.class))), FORMS, null, LibraryImages.NONE);
    }
}
