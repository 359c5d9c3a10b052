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
 * Derives required and nullable members from the records, where the compiler checks nullness already. In a response, a
 * {@code @Nullable} component is required and may be null; if Jackson leaves nulls out ({@code @JsonInclude}), it is
 * optional and never null. In a request (a schema of {@code components/requestBodies}), {@code @Nullable} members may
 * be null; annotations say which are required.
 *
 * <p>A record that the {@code fields} parameter may show in part declares its required members itself
 * ({@code requiredProperties}). The schemas that such a record contains may be partial too, and require nothing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -2)
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
        document.getComponents().getRequestBodies().values().stream()
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

    /** Allows null in requests: null clears a member, or means the same as leaving it out. */
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

    /**
     * The records by schema name. A record matches by its {@code @Schema(name)} or else its class name, and must have
     * the members of the schema; the explicit name wins.
     */
    private Map<String, ClassInfo> records(Map<String, Schema> schemas) {
        Map<String, ClassInfo> records = new HashMap<>();
        for (ClassInfo type : index.getKnownClasses()) {
            if (!type.isRecord() || !type.name().toString().startsWith(BASE_PACKAGE)) {
                continue;
            }
            AnnotationInstance annotation = type.declaredAnnotation(SCHEMA);
            String schemaName = annotation == null || annotation.value("name") == null
                    ? type.simpleName()
                    : annotation.value("name").asString();
            boolean generic = !type.typeParameters().isEmpty();
            schemas.forEach((name, schema) -> {
                boolean matches = generic ? name.startsWith(schemaName) : name.equals(schemaName);
                Map<String, Schema> properties = schema.getProperties();
                if (matches && properties != null && isOf(properties, type)) {
                    records.merge(name, type, (one, other) -> annotation == null ? one : other);
                }
            });
        }
        return records;
    }

    /** Whether the schema has the record's members. One may be missing, and filters may have added others. */
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

    /** Collects the names of all schemas that a schema references, directly or indirectly. */
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
