package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.ParsedBody;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.diff.DocumentDiff;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.SiteSettings;
import dev.broadsheet.kernel.json.StrictJson;
import dev.broadsheet.text.SearchVectorInput;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The work of one upload without the database: parses the file, converts its body to a document, and renders the
 * document in every format that a publication stores. Ends at a refusal, as the request does.
 */
public final class UploadPipeline {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ArticleInputReader READER = new ArticleInputReader(
            new DateParser(new SiteSettings() {
                @Override
                public java.util.Optional<String> previewUrl() {
                    return java.util.Optional.empty();
                }

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
    private static final Document BEFORE = BodyConverter.read(
                    new BodySource(SourceFormat.MARKDOWN, "a b\n\n".repeat(5_000)), null)
            .document();

    static {
        new StrictJson().customize(JSON);
    }

    private UploadPipeline() {}

    /** Runs one upload; returns the problem that refused it, or null. */
    public static @Nullable Problem run(String type, String file) {
        try {
            String[] parts = type.split("/");
            ArticleUpload upload =
                    ArticleParser.read(file.getBytes(StandardCharsets.UTF_8), new MediaType(parts[0], parts[1]), JSON);
            List<Fault> faults = new ArrayList<>();
            ArticleInput input = READER.read(upload.sent(), null, upload.context(), faults);
            hero(input.plain().get(ArticleMembers.HERO));
            BodySource source = input.body().value();
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
            BodyConverter.read(wrapped, null);
        }
    }

    private static void body(BodySource source) {
        ParsedBody reading = BodyConverter.read(source, null);
        Document document = reading.document();
        BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, "a b\n\n".repeat(2_000)), document);
        BodyConverter.toHtml(document);
        BodyConverter.toMarkdown(document);
        String text = BodyConverter.toText(document);
        BodyConverter.fromStored(BodyConverter.blocks(document));
        DocumentMetadata.of(document);
        DocumentMetadata.excerpt(document, 280, Locale.ENGLISH);
        DocumentDiff.between(BEFORE, document);
        DocumentDiff.between(document, BEFORE);
        SearchVectorInput.of("en", null, List.of(), List.of(), text);
    }
}
