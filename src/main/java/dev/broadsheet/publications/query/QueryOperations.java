package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.openapi.ApiOperation;
import dev.broadsheet.kernel.openapi.CommonResponse;
import dev.broadsheet.terms.TermKind;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds the query language to the OpenAPI document: the parameters of a list, and the schema of a JSON query. Both come
 * from the declarations that requests are parsed by. The conditions on fields are one parameter, an object whose
 * members are separate URL parameters, so that two hundred conditions don't hide the other parameters.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 3)
public class QueryOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("QueryValue", values());
        document.getComponents().addSchema("ArticleFilter", conditions(false));
        document.getComponents().addSchema("DraftFilter", conditions(true));
        document.getComponents().addSchema("ArticleQuery", query());
        for (QueryEndpoint endpoint : QueryEndpoint.values()) {
            add(endpoint, document.getPaths().getPathItem(endpoint.path()).getGET());
        }
    }

    private static void add(QueryEndpoint endpoint, Operation list) {
        boolean editors = endpoint.documentsEditors();
        if (endpoint.needsKey()) {
            new ApiOperation(endpoint.path(), PathItem.HttpMethod.GET, list).addResponse(CommonResponse.UNAUTHORIZED);
        }
        names().forEach((name, description) ->
                list.addParameter(parameter(name, description).schema(array(type(Schema.SchemaType.STRING)))));
        list.addParameter(OASFactory.createParameter()
                .name("filter")
                .in(Parameter.In.QUERY)
                .style(Parameter.Style.FORM)
                .explode(true)
                .description("Conditions on fields; each member is a separate parameter: " + fields(false)
                        + (editors
                                ? "; for working copies also "
                                        + fields(true).substring(fields(false).length() + 2) + "."
                                : "."))
                .schema(OASFactory.createSchema().ref(editors ? "DraftFilter" : "ArticleFilter"))
                .example(Map.of("publishedAt.gte", "-7d")));
        for (ListParameter parameter : endpoint.parameters()) {
            if (parameter != ListParameter.STATUS || editors) {
                list.addParameter(
                        parameter(parameter.text(), parameter.description(editors) + added(endpoint, parameter))
                                .schema(parameter.schema())
                                .example(parameter.example()));
            }
        }
    }

    private static String added(QueryEndpoint endpoint, ListParameter parameter) {
        if (parameter != ListParameter.STATUS) {
            return "";
        }
        return endpoint == QueryEndpoint.DRAFTS
                ? " Default: any."
                : " Exports working copies instead of live articles. Needs a key.";
    }

    private static Parameter parameter(String name, String description) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (TermKind kind : TermKind.values()) {
            for (TermFilter.Match match : TermFilter.Match.values()) {
                names.put(match.of(kind), match.description());
            }
        }
        return names;
    }

    private static String fields(boolean editor) {
        return String.join(
                ", ", ListField.known(editor).stream().map(ListField::text).toList());
    }

    private static Schema conditions(boolean editors) {
        Schema schema = type(Schema.SchemaType.OBJECT)
                .description(
                        "Conditions on fields, combined with AND: field=value and field.operator=value. A field without a value matches no comparison.");
        for (ListField field : ListField.known(editors)) {
            for (Operator operator : field.kind().operators()) {
                String about = operator == Operator.EQ
                        ? field.description() + " Takes " + field.kind().takes() + "."
                        : operator.description();
                schema.addProperty(operator.parameterName(field), value().description(about));
            }
        }
        return schema;
    }

    private static Schema query() {
        Schema schema = type(Schema.SchemaType.OBJECT)
                .description("A query for articles: the parameters of the list as members.")
                .allOf(List.of(OASFactory.createSchema().ref("ArticleFilter")));
        names().forEach((name, description) -> schema.addProperty(name, value().description(description)));
        Arrays.stream(ListParameter.values())
                .filter(parameter -> parameter != ListParameter.STATUS)
                .forEach(parameter ->
                        schema.addProperty(parameter.text(), value().description(parameter.description(false))));
        return schema;
    }

    private static Schema value() {
        return OASFactory.createSchema().ref("QueryValue");
    }

    /** Without a type, because code generators can't handle a choice between a value and a list. */
    private static Schema values() {
        return OASFactory.createSchema()
                .description(
                        "Text, an integer, true or false, or a list of those. Text may have several values, separated by commas.");
    }

    /** The schema of a parameter that is sent as one value with commas, or repeated. */
    static Schema array(Schema items) {
        return type(Schema.SchemaType.ARRAY).items(items);
    }

    static Schema type(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
