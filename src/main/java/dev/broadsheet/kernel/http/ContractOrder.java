package dev.broadsheet.kernel.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * The order of the contract, which is the order of the API browser: tags as a newcomer meets them; within a tag its own
 * collection first, and of that what concerns one member; of a path the reads first. Runs after the other filters.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -1)
public class ContractOrder implements OASFilter {

    private static final List<String> TAGS = List.of(
            "Articles",
            "Tags",
            "Authors",
            "Sections",
            "Search",
            "Publishing",
            "Revisions",
            "Blocks",
            "Locks",
            "Redirects",
            "Access",
            "About");

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
        List<Tag> tags = new ArrayList<>(document.getTags());
        tags.sort(Comparator.comparingInt(tag -> place(tag.getName())));
        document.setTags(tags);
        Map<String, PathItem> paths = document.getPaths().getPathItems();
        Map<String, PathItem> sorted = new LinkedHashMap<>();
        paths.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, PathItem> path) -> place(tag(path.getValue())))
                        .thenComparing(path -> !isOwn(path.getKey(), tag(path.getValue())))
                        // A parameter comes before a word.
                        .thenComparing(path -> path.getKey().replace('{', ' ')))
                .forEach(path -> sorted.put(path.getKey(), path.getValue()));
        sorted.values().forEach(ContractOrder::sort);
        document.getPaths().setPathItems(sorted);
    }

    private static void sort(PathItem path) {
        Map<PathItem.HttpMethod, Operation> operations = new LinkedHashMap<>(path.getOperations());
        METHODS.forEach(method -> path.setOperation(method, null));
        METHODS.stream()
                .filter(operations::containsKey)
                .forEach(method -> path.setOperation(method, operations.get(method)));
    }

    private static String tag(PathItem path) {
        return path.getOperations().values().stream()
                .flatMap(operation -> operation.getTags() == null
                        ? java.util.stream.Stream.<String>empty()
                        : operation.getTags().stream())
                .min(Comparator.comparingInt(ContractOrder::place))
                .orElse("");
    }

    private static boolean isOwn(String path, String tag) {
        return path.startsWith("/api/" + tag.toLowerCase(Locale.ROOT));
    }

    private static int place(String tag) {
        int place = TAGS.indexOf(tag);
        return place < 0 ? TAGS.size() : place;
    }
}
