package dev.broadsheet.articles.json;

import dev.broadsheet.articles.content.ArticleMembers;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Builds the OpenAPI schemas of an article from the members that {@link ArticleView} declares and the texts of
 * {@link ArticleMembers}: {@code Article} (live), {@code ArticleSummary} (listed), {@code WorkingCopy} and
 * {@code WorkingCopySummary} (for editors), {@code WrittenArticle} (the response to a write) and {@code Revision}. Each
 * lists as required the members that its responses always have, so that generated types need no null checks for them.
 *
 * <p>Runs after the filter that reads nullability from records.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -3)
public class ArticleSchemas implements OASFilter {

    /** The schema of a live article in a list. */
    public static final String SUMMARY = "ArticleSummary";

    private static final String PARTIAL = " With fields, only the members asked for, id and links.";

    /** Members that are null in some working copies but never in a live article. */
    private static final Set<String> NEVER_NULL_LIVE = Set.of("title", "body", "publishedAt", "firstPublishedAt");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas =
                Objects.requireNonNull(document.getComponents().getSchemas());
        Map<String, Schema> members = new HashMap<>(required(schemas, "Article").getProperties());
        ArticleMembers.TEXTS.forEach(text -> members.putIfAbsent(text.name(), text.schema()));
        Map<String, Schema> listed =
                Objects.requireNonNull(required(schemas, SUMMARY).getProperties());
        List<String> workingCopy = ArticleJson.MEMBERS.stream()
                .filter(member -> !member.equals("warnings"))
                .toList();
        List<String> live = workingCopy.stream()
                .filter(member -> !ArticleJson.EDITORS_ONLY.contains(member))
                .toList();

        Schema article = schema("A live article." + PARTIAL, members, live, true);
        Schema copy =
                schema("The working copy of an article, as editors see it." + PARTIAL, members, workingCopy, false);
        copy.required(workingCopy);
        document.getComponents()
                .addSchema("Article", article.required(live))
                .addSchema("WorkingCopy", copy)
                .addSchema(
                        "WrittenArticle",
                        schema("The working copy after the write.", members, ArticleJson.MEMBERS, false)
                                .required(ArticleJson.MEMBERS)
                                .addProperty("dryRun", OASFactory.createSchema().ref("DryRun")))
                .addSchema(
                        "Revision",
                        schema(
                                        "An article at a revision; status and dates are the present ones.",
                                        members,
                                        workingCopy,
                                        false)
                                .required(workingCopy)
                                .addProperty("entry", property(required(schemas, "Revision"), "entry"))
                                .addRequired("entry"))
                .addSchema(
                        SUMMARY,
                        summary(
                                "A live article in a list; include adds members." + PARTIAL,
                                members,
                                live,
                                listed,
                                true))
                .addSchema(
                        "WorkingCopySummary",
                        summary(
                                "A working copy in a list; include adds members." + PARTIAL,
                                members,
                                workingCopy,
                                listed,
                                false))
                .addSchema("WorkingCopyPage", page(required(schemas, "ArticlePage")));
    }

    private static Schema summary(
            String description,
            Map<String, Schema> members,
            List<String> shown,
            Map<String, Schema> listed,
            boolean live) {
        Schema summary = schema(description, members, shown, live)
                .required(shown.stream().filter(ArticleJson.LISTED::contains).toList());
        listed.forEach(summary::addProperty);
        return summary;
    }

    private static Schema schema(
            String description, Map<String, Schema> members, Collection<String> shown, boolean live) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
        for (String name : shown) {
            Schema member = Objects.requireNonNull(members.get(name), name);
            if (live && name.equals("status")) {
                member = OASFactory.createSchema().addType(SchemaType.STRING).addEnumeration("published");
            } else if (live && NEVER_NULL_LIVE.contains(name)) {
                member = withoutNull(member);
            }
            schema.addProperty(name, member);
        }
        return schema;
    }

    private static Schema withoutNull(Schema schema) {
        if (schema.getAnyOf() != null) {
            return OASFactory.createSchema()
                    .description(schema.getDescription())
                    .ref(Objects.requireNonNull(schema.getAnyOf().get(0).getRef()));
        }
        return OASFactory.createSchema()
                .addType(schema.getType().get(0))
                .format(schema.getFormat())
                .maxLength(schema.getMaxLength())
                .description(schema.getDescription())
                .examples(schema.getExamples());
    }

    private static Schema page(Schema articles) {
        Schema page = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A page of working copies.")
                .required(articles.getRequired());
        articles.getProperties().forEach(page::addProperty);
        return page.addProperty(
                "data",
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema().ref("WorkingCopySummary")));
    }

    private static Schema required(Map<String, Schema> schemas, String name) {
        return Objects.requireNonNull(schemas.get(name), name);
    }

    private static Schema property(Schema schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }
}
