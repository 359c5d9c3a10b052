package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.Facts;
import dev.broadsheet.body.Format;
import dev.broadsheet.body.Reading;
import dev.broadsheet.body.Source;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.SiteSettings;
import dev.broadsheet.kernel.http.StrictJson;
import dev.broadsheet.words.Indexed;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one upload costs apart from the database: the file is parsed, its body becomes a document, and the document is
 * written in every form that a publication stores. A refusal ends it, as it ends the request.
 */
public final class UploadPath {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SubmissionReader READER = new SubmissionReader(
            new Dates(new SiteSettings() {
                @Override
                public ZoneId timeZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public String locale() {
                    return "en";
                }

                @Override
                public boolean slugsByLocale() {
                    return false;
                }
            }),
            new Clock());
    private static final Document BEFORE = Body.read(new Source(Format.MARKDOWN, "a b\n\n".repeat(5_000)), null)
            .document();

    static {
        new StrictJson().customize(JSON);
    }

    private UploadPath() {}

    /** Uploads a file; answers what it was refused for, or null. */
    public static @Nullable Problem run(String type, String file) {
        try {
            String[] parts = type.split("/");
            ArticleUpload upload =
                    Uploads.read(file.getBytes(StandardCharsets.UTF_8), new MediaType(parts[0], parts[1]), JSON);
            List<Fault> faults = new ArrayList<>();
            Submission submission = READER.read(upload.sent(), null, upload.origin(), faults);
            hero(submission.hero());
            Source source = submission.body().value();
            if (source != null) {
                body(source);
            }
            return null;
        } catch (Problem refusal) {
            return refusal;
        }
    }

    private static void hero(@Nullable JsonNode hero) {
        if (hero instanceof ObjectNode) {
            ObjectNode wrapped = JSON.createObjectNode();
            wrapped.putArray("blocks").add(hero);
            Body.read(wrapped, null);
        }
    }

    private static void body(Source source) {
        Reading reading = Body.read(source, null);
        Document document = reading.document();
        Body.read(new Source(Format.MARKDOWN, "a b\n\n".repeat(2_000)), document);
        Body.html(document);
        Body.markdown(document);
        String text = Body.text(document);
        Body.stored(Body.blocks(document));
        Facts.of(document);
        Facts.excerpt(document, 280, Locale.ENGLISH);
        DocumentDiff.between(BEFORE, document);
        DocumentDiff.between(document, BEFORE);
        Indexed.of("en", null, null, null, List.of(), text);
    }
}
