package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Sorts the OpenAPI document, and so the API browser: tags in the order in which a newcomer needs them; within a tag,
 * the paths of its own collection first, paths with a parameter before the others; within a path, the read methods
 * first. Touches only tags, paths and methods, which no other filter reads.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -1)
public class DocumentOrderFilter implements OASFilter {

    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("Articles", "Reading and writing articles.");
        TAGS.put("Tags", "What articles are about.");
        TAGS.put("Authors", "Who wrote them.");
        TAGS.put("Sections", "The part of the site that an article belongs to.");
        TAGS.put("Search", "Finding live articles, tags, authors and sections by words.");
        TAGS.put("Drafts", "Working copies, for editors and previews. Need a key.");
        TAGS.put("Publishing", "Going live, now or at a set time, and coming down.");
        TAGS.put("Revisions", "Earlier versions of an article, and what differs between them.");
        TAGS.put("Blocks", "One block of a body by its stable key.");
        TAGS.put("Locks", "Working on an article alone.");
        TAGS.put("Redirects", "Where former addresses lead.");
        TAGS.put("Access", "Keys and what they may do.");
        TAGS.put("About", "The entry point of the API, and what its refusals mean.");
    }

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
        List<Tag> tags = new ArrayList<>();
        TAGS.forEach((name, description) ->
                tags.add(OASFactory.createTag().name(name).description(description)));
        document.setTags(tags);
        Map<String, PathItem> paths = document.getPaths().getPathItems();
        Map<String, PathItem> sorted = new LinkedHashMap<>();
        paths.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, PathItem> path) -> position(tag(path.getValue())))
                        .thenComparing(path -> !isOwn(path.getKey(), tag(path.getValue())))
                        // A path parameter sorts before a literal segment.
                        .thenComparing(path -> path.getKey().replace('{', ' ')))
                .forEach(path -> sorted.put(path.getKey(), path.getValue()));
        sorted.values().forEach(DocumentOrderFilter::sort);
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
                .flatMap(operation -> operation.getTags().stream())
                .min(Comparator.comparingInt(DocumentOrderFilter::position))
                .orElseThrow();
    }

    private static boolean isOwn(String path, String tag) {
        return path.startsWith("/api/" + tag.toLowerCase(Locale.ROOT));
    }

    private static int position(String tag) {
        int place = List.copyOf(TAGS.keySet()).indexOf(tag);
        if (place < 0) {
            throw new IllegalStateException("The tag " + tag + " has no place and no description.");
        }
        return place;
    }
}
