package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that share the path of a request, whatever their method. Allow, Accept-Post and Accept-Patch are built
 * from them. RESTEasy has no API for this (its 405 carries no Allow), so this class reads RESTEasy's routing table; a
 * second table could disagree with it. The lookup runs only for refused requests and OPTIONS.
 */
final class PathEndpoints {

    private PathEndpoints() {}

    /** The methods of the path, sorted, with OPTIONS, and with HEAD if there is a GET. */
    static Collection<String> methods(ResteasyReactiveRequestContext request) {
        TreeSet<String> methods = new TreeSet<>();
        for (RuntimeResource endpoint : endpoints(request)) {
            methods.add(endpoint.getHttpMethod());
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    /** The methods that change nothing and need no key. */
    static Collection<String> readMethods(ResteasyReactiveRequestContext request) {
        TreeSet<String> reads = new TreeSet<>(methods(request));
        reads.retainAll(List.of("GET", "HEAD"));
        endpoints(request).stream()
                // Endpoints that RESTEasy adds have no Java method.
                .filter(endpoint -> endpoint.getLazyMethod() != null
                        && endpoint.getLazyMethod().getMethod().isAnnotationPresent(PublicRead.class))
                .forEach(endpoint -> reads.add(endpoint.getHttpMethod()));
        return reads;
    }

    static List<String> consumes(ResteasyReactiveRequestContext request, String method) {
        return endpoints(request).stream()
                .filter(endpoint -> method.equals(endpoint.getHttpMethod()))
                .flatMap(PathEndpoints::consumes)
                .distinct()
                .toList();
    }

    /**
     * The media types that an endpoint reads. An endpoint that refuses other types itself also declares the wildcard,
     * which is left out.
     */
    private static Stream<String> consumes(RuntimeResource endpoint) {
        return endpoint.getConsumes().stream()
                .filter(type -> !type.equals(MediaType.WILDCARD_TYPE))
                .map(MediaType::toString);
    }

    /**
     * The headers that list the media types a path reads: {@code Accept-Post} and {@code Accept-Patch}. If the path has
     * no POST, {@code Accept-Post} lists the types of PUT, because no header exists for PUT.
     */
    static Map<String, String> acceptHeaders(ResteasyReactiveRequestContext request) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> posts = consumes(request, "POST");
        List<String> sent = posts.isEmpty() ? consumes(request, "PUT") : posts;
        if (!sent.isEmpty()) {
            headers.put("Accept-Post", String.join(", ", sent));
        }
        List<String> patches = consumes(request, "PATCH");
        if (!patches.isEmpty()) {
            headers.put("Accept-Patch", String.join(", ", patches));
        }
        return headers;
    }

    static List<String> produces(ResteasyReactiveRequestContext request, String method) {
        return endpoints(request).stream()
                .filter(endpoint -> method.equals("HEAD")
                        ? "GET".equals(endpoint.getHttpMethod())
                        : method.equals(endpoint.getHttpMethod()))
                .flatMap(endpoint -> types(endpoint.getProduces()))
                .map(type -> type.getType() + "/" + type.getSubtype())
                .distinct()
                .toList();
    }

    private static Stream<MediaType> types(@Nullable ServerMediaType produces) {
        return produces == null ? Stream.empty() : Arrays.stream(produces.getSortedOriginalMediaTypes());
    }

    private static List<RuntimeResource> endpoints(ResteasyReactiveRequestContext request) {
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        String path = request.getPathWithoutPrefix();
        List<RuntimeResource> found = new ArrayList<>();
        for (RequestMatch<InitialMatch> match = classes.map(path);
                match != null;
                match = classes.continueMatching(path, match)) {
            if (match.value.handlers[0] instanceof ClassRoutingHandler routing) {
                String rest = match.remaining.isEmpty() ? "/" : match.remaining;
                routing.getMappers().forEach((method, mapper) -> add(found, method, mapper.map(rest)));
            }
        }
        return found;
    }

    private static void add(
            List<RuntimeResource> found, @Nullable String method, @Nullable RequestMatch<RuntimeResource> match) {
        if (method != null && match != null) {
            found.add(match.value);
        }
    }
}
