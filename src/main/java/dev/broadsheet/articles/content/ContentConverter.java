package dev.broadsheet.articles.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Converts a content to and from its stored JSON. Has its own mapper, so that changes of the API's JSON don't change
 * the stored JSON.
 */
@Converter
public class ContentConverter implements AttributeConverter<StoredContent, String> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(DocumentModule.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final List<ArticleMember<String>> REQUIRED =
            List.of(ArticleMembers.SLUG, ArticleMembers.LOCALE, ArticleMembers.TYPE);

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
     * Ignores members that are unknown today.
     *
     * @throws UnreadableContent if it can't be decoded
     */
    public static Content read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ValidationProblem(Fault.at("", "wrong-type", "Must be an object."));
            }
            Content.Builder content = Content.builder();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                readMember(name, json, content);
            }
            return checked(content.build());
        } catch (IOException | ValidationProblem damaged) {
            throw UnreadableContent.because(damaged);
        }
    }

    private static void readMember(String name, JsonParser json, Content.Builder content) throws IOException {
        ArticleMember<?> member = ArticleMembers.contentMember(name);
        JsonToken token = json.nextToken();
        if (member == null) {
            json.skipChildren();
        } else if (token == JsonToken.VALUE_STRING && member.type().hasRawClass(String.class)) {
            // Reads texts, which most members are, without data binding: it would set up a context for each.
            content.setUnchecked(member, json.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            try {
                Object value = JSON.readValue(json, member.type());
                if (value instanceof List<?> list && list.stream().anyMatch(Objects::isNull)) {
                    throw new ValidationProblem(Fault.at("/" + name, "wrong-type", "Must not contain null."));
                }
                content.setUnchecked(member, value);
            } catch (JsonMappingException mistyped) {
                mistyped.prependPath(Content.class, name);
                throw mistyped;
            }
        }
    }

    private static Content checked(Content content) {
        for (ArticleMember<String> member : REQUIRED) {
            if (content.get(member) == null) {
                throw new ValidationProblem(Fault.at("/" + member.name(), "missing", "Must be text."));
            }
        }
        return content;
    }

    public static String write(Content content) {
        Map<String, Object> stored = new LinkedHashMap<>();
        for (ArticleMember<?> member : ArticleMembers.CONTENT) {
            Object value = content.get(member);
            if (value != null) {
                stored.put(member.name(), value);
            }
        }
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A content can always be written.", impossible);
        }
    }
}
