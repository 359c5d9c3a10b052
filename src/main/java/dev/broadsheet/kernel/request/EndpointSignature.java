package dev.broadsheet.kernel.request;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an endpoint, read once from its method: query parameters (its own, those of its
 * {@code @BeanParam}s, {@code @ExtraParameters} of method and class), path parameters, and whether the body is
 * optional.
 *
 * @param undeclared names, and prefixes ending in {@code *}, that the endpoint reads itself
 */
public record EndpointSignature(
        Map<String, ParameterSpec> query,
        Map<String, ParameterSpec> path,
        List<String> undeclared,
        boolean bodyOptional) {

    /** The query parameter that every write takes. */
    public static final String DRY_RUN = "dryRun";

    private static final Map<Method, EndpointSignature> KNOWN = new ConcurrentHashMap<>();

    /** The type of a parameter, and whether it may be repeated. */
    record ParameterSpec(Class<?> type, boolean repeatable) {}

    /** Whether the endpoint changes stored data. */
    static boolean isWrite(Method endpoint) {
        boolean reads = Stream.of(PublicRead.class, ReadOnly.class)
                .anyMatch(mark -> endpoint.isAnnotationPresent(mark)
                        || endpoint.getDeclaringClass().isAnnotationPresent(mark));
        return !reads
                && Stream.of(POST.class, PUT.class, PATCH.class, DELETE.class).anyMatch(endpoint::isAnnotationPresent);
    }

    public static EndpointSignature of(Method endpoint) {
        return KNOWN.computeIfAbsent(endpoint, EndpointSignature::read);
    }

    /** The client's name of a query or path parameter; empty for other parameters and fields. */
    public static Optional<String> clientName(AnnotatedElement element, String javaName) {
        return queryName(element, javaName).or(() -> pathName(element, javaName));
    }

    boolean acceptsUndeclared(String name) {
        return undeclared.stream()
                .anyMatch(known -> known.endsWith("*")
                        ? name.startsWith(known.substring(0, known.length() - 1))
                        : known.equals(name));
    }

    private static EndpointSignature read(Method endpoint) {
        EndpointSignature signature =
                new EndpointSignature(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), bodyOptional(endpoint));
        if (isWrite(endpoint)) {
            signature.query.put(DRY_RUN, new ParameterSpec(Boolean.class, false));
        }
        for (Parameter parameter : endpoint.getParameters()) {
            signature.add(parameter, parameter.getName(), parameter.getParameterizedType());
        }
        for (AnnotatedElement declaring : List.of(endpoint, endpoint.getDeclaringClass())) {
            ExtraParameters more = declaring.getAnnotation(ExtraParameters.class);
            if (more != null) {
                signature.undeclared.addAll(Arrays.asList(more.value()));
            }
        }
        return signature;
    }

    private void add(AnnotatedElement element, String javaName, Type type) {
        if (element.isAnnotationPresent(BeanParam.class) && type instanceof Class<?> bean) {
            for (Class<?> c = bean; c != null && c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    add(field, field.getName(), field.getGenericType());
                }
            }
        }
        queryName(element, javaName).ifPresent(name -> query.put(name, parameterSpec(type)));
        pathName(element, javaName).ifPresent(name -> path.put(name, parameterSpec(type)));
    }

    private static ParameterSpec parameterSpec(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type inner = generic.getActualTypeArguments()[0];
            return new ParameterSpec(
                    inner instanceof Class<?> item ? item : Object.class, Collection.class.isAssignableFrom(raw));
        }
        return new ParameterSpec(type instanceof Class<?> plain ? plain : Object.class, false);
    }

    private static Optional<String> queryName(AnnotatedElement element, String javaName) {
        return Optional.ofNullable(element.getAnnotation(RestQuery.class))
                .map(RestQuery::value)
                .or(() -> Optional.ofNullable(element.getAnnotation(QueryParam.class))
                        .map(QueryParam::value))
                .map(name -> name.isEmpty() ? javaName : name);
    }

    private static Optional<String> pathName(AnnotatedElement element, String javaName) {
        return Optional.ofNullable(element.getAnnotation(RestPath.class))
                .map(RestPath::value)
                .or(() -> Optional.ofNullable(element.getAnnotation(PathParam.class))
                        .map(PathParam::value))
                .map(name -> name.isEmpty() ? javaName : name);
    }

    /**
     * The body is the parameter without a Jakarta REST or RESTEasy annotation. It is optional if it is
     * {@code @Nullable}.
     */
    private static boolean bodyOptional(Method endpoint) {
        return Arrays.stream(endpoint.getParameters())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(a -> a.annotationType()
                                .getName()
                                .matches("(jakarta\\.ws\\.rs|org\\.jboss\\.resteasy)\\..*")))
                .anyMatch(parameter -> parameter.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}
