package dev.broadsheet.publications;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.BodyForm;
import dev.broadsheet.articles.Content;
import dev.broadsheet.articles.ContentColumn;
import dev.broadsheet.articles.CustomJson;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.publications.search.Highlighter;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
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
 * A row of the {@link Newsstand} as JSON. It is put together from finished pieces; who asks for other members than a list
 * or an article shows by itself gets the same text, read and cut. So there is one way of saying what an article looks
 * like.
 */
public final class LiveCopy extends JsonSerializable.Base {

    private final Record row;
    private final Reading reading;

    /** Worked out again if it is a past one. */
    private final Finished finished;

    private final @Nullable Content past;

    /** How the rows of an answer are read: what all of them have in common. */
    private record Reading(
            Projection projection, Projection.Needed needed, boolean whole, boolean past, TermNames names) {

        static Reading of(List<Record> rows, Projection projection) {
            boolean past = !rows.isEmpty() && rows.get(0).indexOf(LiveColumns.CONTENT.getName()) >= 0;
            return new Reading(projection, projection.needed(), projection.isWhole(), past, TermNames.in(rows));
        }
    }

    private LiveCopy(Record row, Reading reading) {
        this.row = row;
        this.reading = reading;
        this.past = reading.past() ? ContentColumn.read(row.get(LiveColumns.CONTENT)) : null;
        this.finished = past == null ? kept() : again(past);
    }

    /** A row that brings its names along. */
    public static LiveCopy of(Record row, Projection projection) {
        return of(List.of(row), projection).apply(row);
    }

    /** How to read the rows of a page, which bring their names along together. */
    static Function<Record, LiveCopy> of(List<Record> rows, Projection projection) {
        Reading reading = Reading.of(rows, projection);
        return row -> new LiveCopy(row, reading);
    }

    /**
     * What an answer with this copy depends on.
     *
     * @param expireAt when readers stop seeing it; null for never
     * @param terms those whose names are shown, by the ids that it is stored with and by those that these stand for now
     * @param related the articles that it points at, live or not, if they are shown
     */
    public record Ingredients(UUID article, @Nullable OffsetDateTime expireAt, List<UUID> terms, List<UUID> related) {}

    public Ingredients ingredients() {
        List<UUID> terms = new ArrayList<>();
        if (reading.needed().names()) {
            terms.addAll(Arrays.asList(row.get(LiveColumns.AUTHOR_IDS)));
            terms.addAll(Arrays.asList(row.get(LiveColumns.TAG_IDS)));
            UUID section = row.get(LiveColumns.SECTION_ID);
            if (section != null) {
                terms.add(section);
            }
            terms.addAll(reading.names().shown(terms.toArray(UUID[]::new)));
        }
        return new Ingredients(
                row.get(LiveColumns.ID),
                past == null ? row.get(LiveColumns.EXPIRES) : null,
                terms.stream().distinct().toList(),
                reading.needed().related() ? List.of(row.get(LiveColumns.RELATED_IDS)) : List.of());
    }

    /** What is looked through for the words of a search. */
    static Highlighter.Texts texts(Record row) {
        return new Highlighter.Texts(
                row.get(LiveColumns.LOCALE),
                row.get(LiveColumns.TITLE),
                row.get(LiveColumns.SUMMARY_TEXT),
                row.get(LiveColumns.BODY_TEXT));
    }

    public ObjectNode tree() {
        return reading.projection().of((ObjectNode) read(text()));
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider serializers) throws IOException {
        if (reading.whole()) {
            json.writeRawValue(text());
        } else {
            tree().serialize(json, serializers);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider serializers, TypeSerializer types)
            throws IOException {
        serialize(json, serializers);
    }

    /** The members shown, and perhaps others. */
    private String text() {
        StringBuilder json = new StringBuilder(4096).append('{').append(finished.opening());
        if (!reading.needed().forms().isEmpty()) {
            body(json.append(",\"body\":{"));
            json.append('}');
        }
        if (reading.needed().names()) {
            reading.names()
                    .write(
                            json.append(','),
                            row.get(LiveColumns.AUTHOR_IDS),
                            row.get(LiveColumns.TAG_IDS),
                            row.get(LiveColumns.SECTION_ID));
        }
        json.append(',').append(reading.needed().details() ? finished.details() : finished.listing());
        if (reading.needed().related()) {
            related(json.append(",\"related\":["));
            json.append(']');
        }
        return reading.needed().details()
                ? json.append(',').append(finished.closing()).append('}').toString()
                : json.append('}').toString();
    }

    private void body(StringBuilder json) {
        int start = json.length();
        for (BodyForm form : reading.needed().forms()) {
            json.append(json.length() > start ? ",\"" : "\"")
                    .append(form.text())
                    .append("\":");
            switch (form) {
                case BLOCKS -> json.append(blocks());
                case HTML -> quote(json, past == null ? row.get(LiveColumns.BODY_HTML) : Body.html(document(past)));
                case MARKDOWN ->
                    quote(json, Body.markdown(past == null ? Body.stored(read(blocks())) : document(past)));
                case TEXT -> quote(json, past == null ? row.get(LiveColumns.BODY_TEXT) : Body.text(document(past)));
                case SOURCE -> throw new IllegalStateException("The newsstand has no sources.");
            }
        }
    }

    private String blocks() {
        return past == null
                ? row.get(LiveColumns.BODY)
                : Body.blocks(document(past)).toString();
    }

    private static Document document(Content content) {
        return Objects.requireNonNull(content.body());
    }

    private static void quote(StringBuilder json, String text) {
        JsonStringEncoder.getInstance().quoteAsString(text, json.append('"'));
        json.append('"');
    }

    /** Those that are live, in the order of the article. */
    private void related(StringBuilder json) {
        String text = row.get(LiveColumns.RELATED.getName(), String.class);
        if (text == null) {
            return;
        }
        Map<String, JsonNode> live = new HashMap<>();
        read(text).forEach(article -> live.put(article.path("id").asText(), article));
        int start = json.length();
        for (UUID id : row.get(LiveColumns.RELATED_IDS)) {
            JsonNode article = live.get(id.toString());
            if (article != null) {
                json.append(json.length() > start ? "," : "").append(article);
            }
        }
    }

    private Finished kept() {
        String opening = row.get(LiveColumns.OPENING);
        return reading.needed().details()
                ? new Finished(opening, "", row.get(LiveColumns.DETAILS), row.get(LiveColumns.CLOSING))
                : new Finished(opening, row.get(LiveColumns.LISTING), "", "");
    }

    private Finished again(Content content) {
        return Finished.of(
                row.get(LiveColumns.ID),
                row.get(LiveColumns.REVISION),
                content,
                new Finished.Times(
                        instant(LiveColumns.PUBLISHED),
                        instant(LiveColumns.FIRST_PUBLISHED),
                        instant(LiveColumns.CREATED),
                        instant(LiveColumns.UPDATED)));
    }

    private Instant instant(Field<OffsetDateTime> column) {
        return row.get(column).toInstant();
    }

    private static JsonNode read(String json) {
        try {
            return CustomJson.read(json);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored publication can't be read.", damaged);
        }
    }
}
