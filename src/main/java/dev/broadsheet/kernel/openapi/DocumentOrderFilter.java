package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Sorts the OpenAPI document, and so the API browser: by tag, in the order of the tags in
 * {@code META-INF/openapi.yaml}; within a tag, the paths of its own collection first, paths with a parameter before the
 * others; within a path, the read methods first; responses and components by name. Runs last, so that the document
 * doesn't depend on the order of the other filters.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -5)
public class DocumentOrderFilter implements OASFilter {

    private static final List<PathItem.HttpMethod> METHODS = List.of(
            PathItem.HttpMethod.GET,
            PathItem.HttpMethod.HEAD,
            PathItem.HttpMethod.POST,
            PathItem.HttpMethod.PUT,
            PathItem.HttpMethod.PATCH,
            PathItem.HttpMethod.DELETE,
            PathItem.HttpMethod.OPTIONS,
            PathItem.HttpMethod.TRACE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        List<String> tags = document.getTags().stream().map(Tag::getName).toList();
        Map<String, PathItem> sorted = new LinkedHashMap<>();
        document.getPaths().getPathItems().entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, PathItem> path) -> tags.indexOf(tag(path.getValue(), tags)))
                        .thenComparing(path -> !isOwn(path.getKey(), tag(path.getValue(), tags)))
                        // A path parameter sorts before a literal segment.
                        .thenComparing(path -> path.getKey().replace('{', ' ')))
                .forEach(path -> sorted.put(path.getKey(), path.getValue()));
        sorted.values().forEach(DocumentOrderFilter::sort);
        document.getPaths().setPathItems(sorted);
        sort(document.getComponents());
    }

    private static void sort(PathItem path) {
        Map<PathItem.HttpMethod, Operation> operations = new LinkedHashMap<>(path.getOperations());
        METHODS.forEach(method -> path.setOperation(method, null));
        METHODS.stream().filter(operations::containsKey).forEach(method -> {
            Operation operation = Objects.requireNonNull(operations.get(method));
            operation
                    .getResponses()
                    .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
            path.setOperation(method, operation);
        });
    }

    private static void sort(Components components) {
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setResponses(new TreeMap<>(components.getResponses()));
        components.setParameters(new TreeMap<>(components.getParameters()));
        components.setRequestBodies(new TreeMap<>(components.getRequestBodies()));
        components.setHeaders(new TreeMap<>(components.getHeaders()));
    }

    /** The first of its tags, in the order of the document. */
    private static String tag(PathItem path, List<String> tags) {
        return path.getOperations().values().stream()
                .flatMap(operation -> operation.getTags().stream())
                .min(Comparator.comparingInt(tag -> position(tag, tags)))
                .orElseThrow();
    }

    private static int position(String tag, List<String> tags) {
        int position = tags.indexOf(tag);
        if (position < 0) {
            throw new IllegalStateException("META-INF/openapi.yaml doesn't describe the tag " + tag + ".");
        }
        return position;
    }

    private static boolean isOwn(String path, String tag) {
        return path.startsWith("/api/" + tag.toLowerCase(Locale.ROOT));
    }
}
