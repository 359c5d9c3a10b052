package dev.broadsheet.articles.input;

import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Completes the OpenAPI schemas of an article in requests. Adds the texts of {@link ArticleMembers} to the members that
 * {@link ArticleEdit} declares. Makes {@code AuthorEdit} a string or an object, because the scanner gives every class
 * the type {@code object}. Runs after the filter that reads nullability from records.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -3)
public class ArticleEditSchemas implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas =
                Objects.requireNonNull(document.getComponents().getSchemas());
        Objects.requireNonNull(schemas.get("AuthorEdit")).setType(null);
        Schema article = Objects.requireNonNull(schemas.get("ArticleEdit"));
        article.setProperties(withTexts(Objects.requireNonNull(article.getProperties())));
    }

    /** The slug, the other members of a content in their order, and the rest as declared. */
    private static Map<String, Schema> withTexts(Map<String, Schema> declared) {
        Map<String, Schema> all = new LinkedHashMap<>(declared);
        ArticleMembers.TEXTS.forEach(text -> all.putIfAbsent(text.name(), text.schema()));
        Map<String, Schema> ordered = new LinkedHashMap<>();
        Stream.concat(
                        Stream.concat(Stream.of(ArticleMembers.SLUG), ArticleMembers.CONTENT.stream())
                                .map(ArticleMember::name),
                        declared.keySet().stream())
                .distinct()
                .forEach(name -> ordered.put(name, Objects.requireNonNull(all.get(name), name)));
        return ordered;
    }
}
