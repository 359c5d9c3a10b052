package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * Which members an answer always has, and which of them may be null: read off the records that answers are, where the
 * compiler knows it already. A component that is {@code @Nullable} is there and may be null; if Jackson leaves it out
 * then ({@code @JsonInclude}), it may be absent and is never null. Of what is sent, {@code @Nullable} members may be null;
 * which are required, the annotations say.
 *
 * <p>A record of which {@code fields} may show a part says itself what is always there ({@code requiredProperties}); what
 * such a record is made of may be shown in part as well, and requires nothing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 0)
public class RequiredMembersFilter implements OASFilter {

    private static final String BASE_PACKAGE = "dev.broadsheet.";
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName NULLABLE = DotName.createSimple(org.jspecify.annotations.Nullable.class);
    private static final DotName INCLUDE = DotName.createSimple(com.fasterxml.jackson.annotation.JsonInclude.class);

    private final IndexView index;

    public RequiredMembersFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> sent = new TreeSet<>();
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> Stream.ofNullable(operation.getRequestBody()))
                .flatMap(body -> schemas(body.getContent()))
                .forEach(schema -> collect(schema, schemas, sent));
        Map<String, ClassInfo> records = records(schemas);
        Set<String> parts = new TreeSet<>();
        records.keySet().stream()
                .map(name -> Objects.requireNonNull(schemas.get(name)))
                .filter(schema -> schema.getRequired() != null)
                .forEach(schema -> parts(schema).forEach(part -> collect(part, schemas, parts)));
        records.forEach((name, record) -> {
            Schema schema = Objects.requireNonNull(schemas.get(name));
            if (sent.contains(name)) {
                allowNull(schema, record);
            } else {
                addRequired(schema, record, !parts.contains(name));
            }
        });
    }

    /** null clears a member, or is as good as leaving it out. */
    private static void allowNull(Schema schema, ClassInfo record) {
        for (FieldInfo component : record.fieldsInDeclarationOrder()) {
            Schema property = schema.getProperties().get(component.name());
            if (property != null && component.type().hasAnnotation(NULLABLE)) {
                schema.addProperty(component.name(), orNull(property));
            }
        }
    }

    private static void addRequired(Schema schema, ClassInfo record, boolean whole) {
        List<String> required = new ArrayList<>();
        boolean own = schema.getRequired() != null;
        Map<String, Schema> properties = Objects.requireNonNull(schema.getProperties());
        for (FieldInfo component : record.fieldsInDeclarationOrder()) {
            Schema property = properties.get(component.name());
            if (property == null) {
                continue;
            }
            boolean nullable = component.type().hasAnnotation(NULLABLE);
            boolean leftOut = component.hasAnnotation(INCLUDE) || nullable && record.hasDeclaredAnnotation(INCLUDE);
            if (!leftOut) {
                required.add(component.name());
                if (nullable) {
                    schema.addProperty(component.name(), orNull(property));
                }
            }
        }
        if (whole && !own && !required.isEmpty()) {
            schema.setRequired(required);
        }
    }

    /** By the name of their schema: the one that is called so, or else one whose class is and that has these members. */
    private Map<String, ClassInfo> records(Map<String, Schema> schemas) {
        Map<String, ClassInfo> records = new HashMap<>();
        for (ClassInfo type : index.getKnownClasses()) {
            if (!type.isRecord() || !type.name().toString().startsWith(BASE_PACKAGE)) {
                continue;
            }
            AnnotationInstance said = type.declaredAnnotation(SCHEMA);
            String called = said == null || said.value("name") == null
                    ? type.simpleName()
                    : said.value("name").asString();
            boolean generic = !type.typeParameters().isEmpty();
            schemas.forEach((name, schema) -> {
                boolean named = generic ? name.startsWith(called) : name.equals(called);
                Map<String, Schema> properties = schema.getProperties();
                if (named && properties != null && isOf(properties, type)) {
                    records.merge(name, type, (one, other) -> said == null ? one : other);
                }
            });
        }
        return records;
    }

    /** Most of its members at least: filters may have added some. */
    private static boolean isOf(Map<String, Schema> properties, ClassInfo record) {
        long known = record.fields().stream()
                .filter(component -> properties.containsKey(component.name()))
                .count();
        return known > 0 && known >= record.recordComponents().size() - 1;
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() == null && schema.getEnumeration() == null && schema.getType() != null) {
            return schema.getType().contains(SchemaType.NULL) ? schema : schema.addType(SchemaType.NULL);
        } else if (schema.getRef() == null && schema.getEnumeration() == null) {
            return schema.getOneOf() == null
                    ? schema
                    : schema.addOneOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        Schema value = OASFactory.createSchema();
        if (schema.getRef() == null) {
            value.setType(schema.getType());
            value.setEnumeration(schema.getEnumeration());
        } else {
            value.setRef(schema.getRef());
        }
        return OASFactory.createSchema()
                .description(schema.getDescription())
                .examples(schema.getExamples())
                .anyOf(List.of(value, OASFactory.createSchema().addType(SchemaType.NULL)));
    }

    /** The names of the schemas that one leads to. */
    private static void collect(Schema schema, Map<String, Schema> schemas, Set<String> names) {
        if (schema.getRef() != null) {
            String name = schema.getRef().replaceFirst(".*/", "");
            if (names.add(name) && schemas.containsKey(name)) {
                collect(Objects.requireNonNull(schemas.get(name)), schemas, names);
            }
        }
        parts(schema).forEach(part -> collect(part, schemas, names));
    }

    private static Stream<Schema> parts(Schema schema) {
        return Stream.of(
                        Optional.ofNullable(schema.getProperties())
                                .map(Map::values)
                                .orElse(List.of()),
                        list(schema.getAllOf()),
                        list(schema.getAnyOf()),
                        list(schema.getOneOf()),
                        Stream.ofNullable(schema.getItems()).toList(),
                        Stream.ofNullable(schema.getAdditionalPropertiesSchema())
                                .toList())
                .flatMap(Collection::stream);
    }

    private static List<Schema> list(@org.jspecify.annotations.Nullable List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }

    private static Stream<Schema> schemas(@org.jspecify.annotations.Nullable Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .filter(Objects::nonNull);
    }
}
