package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CacheableRead;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Documents the conditional request header and the cache headers of every {@link CacheableRead} endpoint in OpenAPI.
 * Priority 2 puts its parameter between the parameters of lists and the parameters that features add.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 2)
public class CacheHeadersFilter implements OASFilter {

    private static final DotName LIVE = DotName.createSimple(CacheableRead.class);
    private static final DotName PATH = DotName.createSimple(jakarta.ws.rs.Path.class);

    private static final Map<String, String> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put(
                "ETag",
                "Hash of the response body, one for each content encoding (RFC 9110). For If-None-Match; not for If-Match of a write.");
        HEADERS.put(
                "Cache-Control",
                "How long browsers and shared caches may keep the response (RFC 9111, RFC 5861), never beyond the next scheduled change. With a key: private, no-cache; no-store for what needs a key.");
        HEADERS.put(
                "Cache-Status",
                "broadsheet; hit, fwd=miss or fwd=bypass (RFC 9211). detail=stale: the database is unavailable, the response is the last known one.");
        HEADERS.put("Surrogate-Key", "Purge keys, separated by spaces. Cache-Tag has the same, separated by commas.");
    }

    private final IndexView index;

    public CacheHeadersFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        HEADERS.forEach((name, description) -> document.getComponents().addHeader(name, header(description)));
        Set<String> paths = index.getAnnotations(LIVE).stream()
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == org.jboss.jandex.AnnotationTarget.Kind.METHOD)
                .flatMap(target -> paths(target.asMethod()))
                .collect(Collectors.toSet());
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (paths.contains(path) && item.getGET() != null) {
                complete(item.getGET());
            }
        });
    }

    private Stream<String> paths(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        Collection<ClassInfo> resources =
                type.hasDeclaredAnnotation(PATH) ? Set.of(type) : index.getAllKnownSubclasses(type.name());
        String below = Optional.ofNullable(method.annotation(PATH))
                .map(path -> "/" + path.value().asString())
                .orElse("");
        return resources.stream()
                .map(resource -> resource.declaredAnnotation(PATH).value().asString() + below);
    }

    private static void complete(Operation operation) {
        operation.addParameter(condition());
        APIResponse ok = operation.getResponses().getAPIResponse("200");
        if (ok != null) {
            HEADERS.keySet()
                    .forEach(
                            name -> ok.addHeader(name, OASFactory.createHeader().ref(name)));
        }
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description("Not modified: the ETag in If-None-Match is current."));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static Parameter condition() {
        return OASFactory.createParameter()
                .name("If-None-Match")
                .in(Parameter.In.HEADER)
                .description("ETags of cached responses; 304 without a body if one is current.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .example("\"3q2uT0m1Zk0c8YyqvJx9Ug\"");
    }
}
