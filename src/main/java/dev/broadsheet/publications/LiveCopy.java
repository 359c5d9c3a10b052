package dev.broadsheet.publications;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.json.Utf8Json;
import dev.broadsheet.publications.search.Highlighter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * JSON of one row of the {@link PublishedSource}. The default members are concatenated from prerendered JSON
 * ({@link RenderedJson}). For other members the same JSON is parsed and reduced, so that only one piece of code renders
 * articles.
 */
public final class LiveCopy extends JsonSerializable.Base {

    private static final int INITIAL_SIZE = 4096;
    private static final byte[] BODY = Utf8Json.bytes(",\"body\":{");
    private static final byte[] RELATED = Utf8Json.bytes(",\"related\":[");
    private static final byte[] NOTHING = {};

    private final Record row;
    private final RowFormat reading;

    private byte @Nullable [] checked;

    /** Content of a past copy, decoded on first use. Null for a current copy. */
    private @Nullable Content past;

    /** {@link RenderedJson} in UTF-8, as the columns store it. */
    private record Pieces(byte[] opening, byte[] listing, byte[] details, byte[] closing) {

        static Pieces of(RenderedJson rendered) {
            return new Pieces(
                    Utf8Json.bytes(rendered.opening()),
                    Utf8Json.bytes(rendered.listing()),
                    Utf8Json.bytes(rendered.details()),
                    Utf8Json.bytes(rendered.closing()));
        }
    }

    /** Properties that all rows of a response share. */
    private record RowFormat(
            Projection projection,
            Projection.Needed needed,
            boolean whole,
            boolean past,
            boolean listed,
            TermNamesJson names) {

        static RowFormat of(List<Record> rows, Projection projection, boolean listed) {
            boolean past = !rows.isEmpty() && rows.get(0).indexOf(LiveColumns.CONTENT.getName()) >= 0;
            return new RowFormat(
                    projection, projection.needed(), projection.isDefault(), past, listed, TermNamesJson.ofRows(rows));
        }
    }

    private LiveCopy(Record row, RowFormat reading) {
        this.row = row;
        this.reading = reading;
    }

    /**
     * The JSON of a single article. The row contains the names of its own terms.
     *
     * @throws UnreadableContent if the row can't be decoded
     */
    public static LiveCopy single(Record row, Projection projection) {
        LiveCopy copy = new LiveCopy(row, RowFormat.of(List.of(row), projection, false));
        if (copy.reading.whole()) {
            try {
                copy.checked();
            } catch (RuntimeException damaged) {
                throw copy.unreadable(damaged);
            }
        } else if (copy.reading.past() || projection.needs(BodyFormat.MARKDOWN)) {
            copy.tree();
        }
        return copy;
    }

    /** A list entry whose row contains the names of its own terms. */
    public static LiveCopy of(Record row, Projection projection) {
        return of(List.of(row), projection).apply(row);
    }

    /** Maps the rows of a page. The names of all terms of the page may be in any of its rows. */
    public static Function<Record, LiveCopy> of(List<Record> rows, Projection projection) {
        RowFormat reading = RowFormat.of(rows, projection, true);
        return row -> new LiveCopy(row, reading);
    }

    /** Records the cache dependencies of a response that contains this copy. */
    public void note(DependencyRecorder recorder) {
        recorder.article(row.get(LiveColumns.ID));
        if (reading.needed().names()) {
            note(row.get(LiveColumns.AUTHOR_IDS), recorder);
            note(row.get(LiveColumns.TAG_IDS), recorder);
            note(row.get(LiveColumns.SECTION_ID), recorder);
        }
        if (reading.needed().related()) {
            List.of(row.get(LiveColumns.RELATED_IDS)).forEach(recorder::article);
        }
        OffsetDateTime expiry = reading.past() ? null : row.get(LiveColumns.EXPIRES);
        recorder.expiresAt(expiry == null ? null : expiry.toInstant());
    }

    private void note(UUID[] terms, DependencyRecorder recorder) {
        for (UUID term : terms) {
            note(term, recorder);
        }
    }

    /** Records the stored term and, if it was merged, its merge target. */
    private void note(@Nullable UUID term, DependencyRecorder recorder) {
        if (term != null) {
            recorder.term(term);
            UUID shown = reading.names().currentId(term);
            if (shown != null && !shown.equals(term)) {
                recorder.term(shown);
            }
        }
    }

    /** Whether the response shows related articles and this article has any. */
    public boolean showsRelated() {
        return reading.needed().related() && row.get(LiveColumns.RELATED_IDS).length > 0;
    }

    public UUID id() {
        return row.get(LiveColumns.ID);
    }

    /** A BCP 47 language tag. Only for a copy read by {@link #single}: lists don't select the column. */
    public String locale() {
        Content past = past();
        return past == null ? row.get(LiveColumns.LOCALE) : past.locale();
    }

    /** The texts in which search matches are highlighted. */
    public static Highlighter.Texts texts(Record row) {
        return new Highlighter.Texts(
                row.get(LiveColumns.LOCALE),
                row.get(LiveColumns.TITLE),
                row.get(LiveColumns.SUMMARY_TEXT),
                row.get(LiveColumns.BODY_TEXT));
    }

    /**
     * @throws UnreadableContent if the row can't be decoded and isn't part of a list; a list entry contains the problem
     *     instead
     */
    public ObjectNode tree() {
        try {
            return reading.projection().select((ObjectNode) read(utf8()));
        } catch (RuntimeException damaged) {
            return withProblem(unreadable(damaged));
        }
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider serializers) throws IOException {
        if (!reading.whole()) {
            tree().serialize(json, serializers);
            return;
        }
        byte[] whole;
        try {
            whole = checked();
        } catch (RuntimeException damaged) {
            withProblem(unreadable(damaged)).serialize(json, serializers);
            return;
        }
        Utf8Json.write(whole, json);
    }

    private UnreadableContent unreadable(RuntimeException damaged) {
        return UnreadableContent.of(row.get(LiveColumns.ID), damaged);
    }

    /** The members that can still be read, with the problem. Throws the problem if the copy isn't part of a list. */
    private ObjectNode withProblem(UnreadableContent problem) {
        if (!reading.listed()) {
            throw problem;
        }
        String slug = row.get(LiveColumns.SLUG);
        ObjectNode known = JsonNodeFactory.instance
                .objectNode()
                .put("id", row.get(LiveColumns.ID).toString())
                .put("slug", slug)
                .put("title", row.get(LiveColumns.TITLE));
        known.putObject("links").put("self", "/api/articles/" + slug);
        return problem.entry(reading.projection().select(known));
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider serializers, TypeSerializer types)
            throws IOException {
        serialize(json, serializers);
    }

    /**
     * The rendered JSON after a syntax check: a corrupt prerendered column would otherwise make the whole response
     * invalid.
     */
    private byte[] checked() {
        if (checked == null) {
            byte[] json = utf8();
            Utf8Json.check(json);
            checked = json;
        }
        return checked;
    }

    /** JSON with at least the members of the projection. */
    private byte[] utf8() {
        Content past = past();
        Pieces finished = past == null ? storedPieces() : render(past);
        ByteArrayOutputStream json = new ByteArrayOutputStream(INITIAL_SIZE);
        json.write('{');
        json.writeBytes(finished.opening());
        if (!reading.needed().forms().isEmpty()) {
            json.writeBytes(BODY);
            body(past, json);
            json.write('}');
        }
        if (reading.needed().names()) {
            json.write(',');
            reading.names()
                    .write(
                            json,
                            row.get(LiveColumns.AUTHOR_IDS),
                            row.get(LiveColumns.TAG_IDS),
                            row.get(LiveColumns.SECTION_ID));
        }
        json.write(',');
        json.writeBytes(reading.needed().details() ? finished.details() : finished.listing());
        if (reading.needed().related()) {
            json.writeBytes(RELATED);
            related(json);
            json.write(']');
        }
        if (reading.needed().details()) {
            json.write(',');
            json.writeBytes(finished.closing());
        }
        json.write('}');
        return json.toByteArray();
    }

    private @Nullable Content past() {
        if (past == null && reading.past()) {
            past = ContentConverter.read(row.get(LiveColumns.CONTENT));
        }
        return past;
    }

    private void body(@Nullable Content past, ByteArrayOutputStream json) {
        String between = "\"";
        for (BodyFormat form : reading.needed().forms()) {
            json.writeBytes(Utf8Json.bytes(between + form.text() + "\":"));
            between = ",\"";
            switch (form) {
                case BLOCKS -> json.writeBytes(blocks(past));
                case HTML ->
                    quote(json, past == null ? row.get(LiveColumns.BODY_HTML) : BodyConverter.toHtml(document(past)));
                case MARKDOWN ->
                    quote(
                            json,
                            BodyConverter.toMarkdown(
                                    past == null ? ArticleJson.stored(read(blocks(null))) : document(past)));
                case TEXT ->
                    quote(json, past == null ? row.get(LiveColumns.BODY_TEXT) : BodyConverter.toText(document(past)));
                case SOURCE -> throw new IllegalStateException("A live copy has no source.");
            }
        }
    }

    private byte[] blocks(@Nullable Content past) {
        return past == null
                ? row.get(LiveColumns.BODY)
                : Utf8Json.bytes(BodyConverter.blocks(document(past)).toString());
    }

    private static Document document(Content content) {
        return Objects.requireNonNull(content.body());
    }

    private static void quote(ByteArrayOutputStream json, String text) {
        json.write('"');
        json.writeBytes(Utf8Json.quoted(text));
        json.write('"');
    }

    /** Related articles that are live, in the order in which the article lists them. */
    private void related(ByteArrayOutputStream json) {
        String text = row.get(LiveColumns.RELATED.getName(), String.class);
        if (text == null) {
            return;
        }
        Map<String, JsonNode> live = new HashMap<>();
        read(Utf8Json.bytes(text))
                .forEach(article -> live.put(article.path("id").asText(), article));
        boolean first = true;
        for (UUID id : row.get(LiveColumns.RELATED_IDS)) {
            JsonNode article = live.get(id.toString());
            if (article != null) {
                json.writeBytes(Utf8Json.bytes((first ? "" : ",") + article));
                first = false;
            }
        }
    }

    private Pieces storedPieces() {
        byte[] opening = row.get(LiveColumns.OPENING);
        return reading.needed().details()
                ? new Pieces(opening, NOTHING, row.get(LiveColumns.DETAILS), row.get(LiveColumns.CLOSING))
                : new Pieces(opening, row.get(LiveColumns.LISTING), NOTHING, NOTHING);
    }

    private Pieces render(Content content) {
        return Pieces.of(RenderedJson.of(
                row.get(LiveColumns.ID),
                row.get(LiveColumns.REVISION),
                content,
                new RenderedJson.Times(
                        instant(LiveColumns.PUBLISHED),
                        instant(LiveColumns.FIRST_PUBLISHED),
                        instant(LiveColumns.CREATED),
                        instant(LiveColumns.UPDATED))));
    }

    private Instant instant(Field<OffsetDateTime> column) {
        return row.get(column).toInstant();
    }

    private static JsonNode read(byte[] json) {
        try {
            return CustomJson.read(json);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
