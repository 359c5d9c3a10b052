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
import dev.broadsheet.articles.json.ArticleImages;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.json.Utf8Json;
import dev.broadsheet.publications.search.Highlighter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
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
    private final ArticleImages.Shown images;

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

        /** The members that may show images of the media library are among {@code listing} and {@code details}. */
        Pieces with(LibraryImages images) {
            return new Pieces(opening, complete(listing, images), complete(details, images), closing);
        }
    }

    private static byte[] complete(byte[] members, LibraryImages images) {
        if (members.length == 0) {
            return members;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream(members.length + 2);
        json.write('{');
        json.writeBytes(members);
        json.write('}');
        ObjectNode tree = (ObjectNode) read(json.toByteArray());
        ArticleJson.complete(tree, images);
        byte[] completed = Utf8Json.bytes(RenderedJson.text(tree));
        return Arrays.copyOfRange(completed, 1, completed.length - 1);
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

    private LiveCopy(Record row, RowFormat reading, ArticleImages.Shown images) {
        this.row = row;
        this.reading = reading;
        this.images = images;
    }

    /**
     * The JSON of a single article. The row contains the names of its own terms.
     *
     * @throws UnreadableContent if the row can't be decoded
     */
    static LiveCopy single(Record row, Projection projection, ArticleImages.Shown images) {
        LiveCopy copy = new LiveCopy(row, RowFormat.of(List.of(row), projection, false), images);
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

    /** Maps the rows of a page. The names of all terms of the page may be in any of its rows. */
    static Function<Record, LiveCopy> of(List<Record> rows, Projection projection, ArticleImages.Shown images) {
        RowFormat reading = RowFormat.of(rows, projection, true);
        return row -> new LiveCopy(row, reading, images);
    }

    /** A list entry whose row contains the names of its own terms. */
    static LiveCopy of(Record row, Projection projection, ArticleImages.Shown images) {
        return new LiveCopy(row, RowFormat.of(List.of(row), projection, true), images);
    }

    /** The media that a response shows of a row. */
    static Collection<UUID> media(Record row, Projection projection) {
        boolean complete = projection.shows("body") || projection.shows("seo");
        if (!complete && !projection.shows("hero")) {
            return List.of();
        }
        if (row.indexOf(LiveColumns.MEDIA_IDS) >= 0) {
            UUID[] all = complete
                    ? row.get(LiveColumns.MEDIA_IDS)
                    : new @Nullable UUID[] {row.get(LiveColumns.HERO_MEDIA_ID)};
            return all == null || all[0] == null ? List.of() : List.of(all);
        }
        String content = row.get(LiveColumns.CONTENT);
        try {
            // Most articles show no media, and decoding takes time.
            return content == null || !content.contains("media")
                    ? List.of()
                    : ContentConverter.read(content).media();
        } catch (RuntimeException damaged) {
            // It is reported when the copy is rendered.
            return List.of();
        }
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
        noteImages(recorder);
        OffsetDateTime expiry = reading.past() ? null : row.get(LiveColumns.EXPIRES);
        recorder.expiresAt(expiry == null ? null : expiry.toInstant());
    }

    /** Records the images that this copy shows, and those that it would show if they could be shown. */
    public void noteImages(DependencyRecorder recorder) {
        media(row, reading.projection()).forEach(recorder::medium);
        recorder.expiresAt(images.expiresAt().orElse(null));
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
        if (images != ArticleImages.Shown.NONE) {
            finished = finished.with(images.images());
        }
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
                case BLOCKS ->
                    json.writeBytes(
                            past == null && !showsMedia()
                                    ? row.get(LiveColumns.BODY)
                                    : Utf8Json.bytes(
                                            BodyConverter.blocks(document(past, LiveColumns.BODY), images.images())
                                                    .toString()));
                case HTML ->
                    quote(
                            json,
                            past == null && !showsMedia()
                                    ? row.get(LiveColumns.BODY_HTML)
                                    : BodyConverter.toHtml(
                                            document(past, LiveColumns.BODY_WITH_MEDIA), images.images()));
                case MARKDOWN ->
                    quote(json, BodyConverter.toMarkdown(document(past, LiveColumns.BODY), images.images()));
                case TEXT ->
                    quote(json, past == null ? row.get(LiveColumns.BODY_TEXT) : BodyConverter.toText(document(past)));
                case SOURCE -> throw new IllegalStateException("A live copy has no source.");
            }
        }
    }

    private boolean showsMedia() {
        return row.get(LiveColumns.MEDIA_IDS) != null;
    }

    /** @param blocks the column of a current copy */
    private Document document(@Nullable Content past, Field<byte[]> blocks) {
        return past == null ? ArticleJson.stored(read(row.get(blocks))) : document(past);
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
