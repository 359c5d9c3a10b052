package dev.broadsheet.articles.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts a content to and from its stored JSON. Has its own mapper: changes of the API's JSON must not change the
 * stored JSON.
 */
@Converter
public class ContentConverter implements AttributeConverter<StoredContent, String> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(DocumentModule.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public String convertToDatabaseColumn(StoredContent content) {
        return content.json();
    }

    @Override
    public StoredContent convertToEntityAttribute(String text) {
        return StoredContent.of(text);
    }

    /**
     * Decodes a content that a query has fetched. Checks no limits: content that was accepted once stays readable.
     *
     * @throws UnreadableContent if it can't be decoded
     */
    public static Content read(String text) {
        try {
            Content content = JSON.readValue(text, Content.class);
            checkMember("slug", content == null ? null : content.slug());
            checkMember("locale", content == null ? null : content.locale());
            checkMember("type", content == null ? null : content.type());
            return Objects.requireNonNull(content);
        } catch (JsonProcessingException | ValidationProblem damaged) {
            throw UnreadableContent.because(damaged);
        }
    }

    private static void checkMember(String name, @Nullable String value) {
        if (value == null) {
            throw new ValidationProblem(Fault.at("/" + name, "missing", "Must be text."));
        }
    }

    public static String write(Content content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A content can always be written.", impossible);
        }
    }
}
