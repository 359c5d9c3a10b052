package dev.broadsheet.articles.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import java.util.List;
import java.util.stream.Stream;

/**
 * An article as a Markdown file that can be uploaded again: front matter with the API's names, then the body. Contains
 * no status, so that uploading it publishes nothing. Terms are given by slug, because names need not be unique.
 */
public final class MarkdownFile {

    /** First the members by which a reader recognizes the article, then the others in response order. */
    private static final List<String> MEMBERS = Stream.concat(
                    Stream.of(ArticleMembers.TITLE, ArticleMembers.KICKER, ArticleMembers.SLUG),
                    ArticleMembers.CONTENT.stream().filter(member -> member != ArticleMembers.BODY))
            .map(ArticleMember::name)
            .distinct()
            .toList();

    private static final List<String> SENT_OF_IMAGE =
            List.of("type", "media", "url", "alt", "caption", "credit", "copyright");

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private MarkdownFile() {}

    public static String of(ObjectNode article) {
        JsonNode blocks = article.path("body").path("blocks");
        return of(article, blocks.isArray() ? ArticleJson.stored(blocks) : Document.EMPTY, LibraryImages.in(article));
    }

    /** @param article its body is ignored */
    public static String of(ObjectNode article, Document body, LibraryImages images) {
        ObjectNode front = article.objectNode();
        for (String member : MEMBERS) {
            JsonNode value = written(member, article);
            if (!value.isMissingNode()
                    && (!value.isNull() || member.equals("title"))
                    && !(value.isContainerNode() && value.isEmpty())) {
                front.set(member, value);
            }
        }
        try {
            return "---\n" + YAML.writeValueAsString(front) + "---\n" + BodyConverter.toMarkdown(body, images);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Front matter can always be written.", impossible);
        }
    }

    private static JsonNode written(String member, ObjectNode article) {
        JsonNode value = article.path(member);
        return switch (member) {
            case "authors", "tags" -> mapEach(value, "slug");
            case "section" -> value.isObject() ? value.path("slug") : value;
            case "related" -> mapEach(value, "id");
            // Omits a publishedAt that is only derived from the first publication: uploading the file again would store
            // it.
            case "publishedAt" -> value.equals(article.path("firstPublishedAt")) ? article.missingNode() : value;
            case "custom" -> value;
            case "hero" -> image(value);
            case "seo" -> seo(value);
            default -> withoutNulls(value);
        };
    }

    /** Without the members that the media library adds. */
    private static JsonNode image(JsonNode value) {
        return value instanceof ObjectNode image && image.has("media")
                ? withoutNulls(image.deepCopy().retain(SENT_OF_IMAGE))
                : withoutNulls(value);
    }

    private static JsonNode seo(JsonNode value) {
        if (value.path("image") instanceof ObjectNode image) {
            ObjectNode seo = value.deepCopy();
            seo.putObject("image").set("media", image.path("media"));
            return withoutNulls(seo);
        }
        return withoutNulls(value);
    }

    private static ArrayNode mapEach(JsonNode values, String member) {
        ArrayNode list = YAML.createArrayNode();
        values.forEach(value -> list.add(value.path(member)));
        return list;
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode filtered = object.objectNode();
        object.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                filtered.set(member.getKey(), member.getValue());
            }
        });
        return filtered;
    }
}
