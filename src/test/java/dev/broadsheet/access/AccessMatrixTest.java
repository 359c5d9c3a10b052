package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.Role;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableChecksums;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint with every role, found in the classes, so that a new endpoint is covered the day it appears: who may not
 * do something is refused, by every spelling of the path, and no table changes.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessMatrixTest {

    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    /** Ways to write a path that a proxy, a framework or a filter may read differently. */
    private static final Map<String, Function<String, String>> SPELLINGS = new TreeMap<>(Map.ofEntries(
            Map.entry(";a", path -> path + ";a"),
            Map.entry(";a in the middle", path -> path.replaceFirst("^/api/", "/api;a=b/")),
            Map.entry("%3B", path -> path + "%3B"),
            Map.entry("//", path -> "/" + path),
            Map.entry("// in the middle", path -> path.replaceFirst("^/api/", "/api//")),
            Map.entry("/.", path -> path + "/."),
            Map.entry("/./", path -> path.replaceFirst("^/api/", "/api/./")),
            Map.entry("..", path -> path.replaceFirst("^/api/", "/api/x/../")),
            Map.entry("%2e%2e", path -> path.replaceFirst("^/api/", "/api/x/%2e%2e/")),
            Map.entry("%2F", path -> path.replaceFirst("^/api/", "/api%2F")),
            Map.entry("%5C", path -> path.replaceFirst("^/api/", "/api%5C")),
            Map.entry("%252F", path -> path.replaceFirst("^/api/", "/api%252F")),
            Map.entry("upper case", path -> path.replaceFirst("^/api/", "/API/")),
            Map.entry("encoded letter", path -> path.replaceFirst("^/api/", "/%61pi/")),
            Map.entry("trailing slash", path -> path + "/"),
            Map.entry("matrix before query", path -> path + ";a?dryRun=false")));

    @Inject
    TableChecksums tables;

    /** @param permission null for any key */
    private record Endpoint(
            String method,
            String path,
            @Nullable String type,
            @Nullable Permission permission) {

        ApiResponse send(Api api, String at) {
            return api.send(method, at, type, type == null || method.equals("GET") ? null : "{}");
        }
    }

    @Test
    void whoLacksThePermissionIsRefused() {
        Map<Role, Api> keys = keys();
        String draft = Sample.draft("Somebody else's");
        List<String> allowed = new ArrayList<>();
        tables.assertUnchanged(() -> {
            for (Endpoint endpoint : endpoints()) {
                String path = path(endpoint, draft);
                check(401, endpoint, Api.anonymous(), path, "nobody", allowed);
                check(401, endpoint, Api.with("bs_" + "0".repeat(42)), path, "a wrong key", allowed);
                keys.forEach((role, api) -> {
                    if (endpoint.permission() != null && !role.permissions().contains(endpoint.permission())) {
                        check(403, endpoint, api, path, role.text(), allowed);
                    }
                });
            }
        });
        assertThat(allowed).isEmpty();
    }

    @Test
    void articlesOfOthersStayAsTheyAre() {
        Map<Role, Api> keys = keys();
        List<String> allowed = new ArrayList<>();
        for (String other : List.of(Sample.draft("Somebody else's"), Sample.live("energy"))) {
            tables.assertUnchanged(() -> {
                for (Endpoint endpoint : endpoints()) {
                    if (!endpoint.path().startsWith("/api/articles/{article}")
                            && !endpoint.path().startsWith("/api/drafts/{article}")) {
                        continue;
                    }
                    for (Role role : List.of(Role.CONTRIBUTOR, Role.AUTHOR)) {
                        ApiResponse response =
                                endpoint.send(Objects.requireNonNull(keys.get(role)), path(endpoint, other));
                        if (response.status() < 400) {
                            allowed.add(role.text() + " " + endpoint + " " + response.status());
                        }
                    }
                }
            });
        }
        assertThat(allowed).isEmpty();
    }

    @Test
    void someSpellingsOfPathsOpenNothing() {
        spellings(10);
    }

    @Test
    @Tag("thorough")
    void spellingsOfPathsOpenNothing() {
        spellings(1);
    }

    /** @param share one of so many requests is sent */
    private void spellings(int share) {
        Random random = new Random(7);
        String draft = Sample.draft("Closed");
        List<String> allowed = new ArrayList<>();
        tables.assertUnchanged(() -> {
            for (Endpoint endpoint : endpoints()) {
                String path = path(endpoint, draft);
                SPELLINGS.forEach((name, spelling) -> {
                    if (random.nextInt(share) == 0) {
                        open(endpoint, Api.anonymous(), spelling.apply(path), name, allowed);
                    }
                });
                if (random.nextInt(share) == 0) {
                    Api forged = Api.anonymous()
                            .header("X-HTTP-Method-Override", "GET")
                            .header("X-Original-URL", "/api/articles")
                            .header("X-Rewrite-URL", "/api/articles")
                            .header("X-Forwarded-For", "127.0.0.1")
                            .header("X-Forwarded-Prefix", "/api")
                            .header("Forwarded", "for=127.0.0.1");
                    open(endpoint, forged, path, "forged headers", allowed);
                    if (endpoint.method().equals("GET")) {
                        ApiResponse head = Api.anonymous().head(path);
                        if (head.status() < 400) {
                            allowed.add("HEAD " + path);
                        }
                    }
                }
            }
        });
        assertThat(allowed).isEmpty();
    }

    private static void open(Endpoint endpoint, Api api, String path, String name, List<String> allowed) {
        int status = endpoint.send(api, path).status();
        // A live list or page may answer a path that means something else; none of it is the endpoint's.
        if (status < 400 && !endpoint.method().equals("GET") || status < 300) {
            allowed.add(name + ": " + endpoint.method() + " " + path + " " + status);
        }
    }

    private static void check(int expected, Endpoint endpoint, Api api, String path, String who, List<String> allowed) {
        int status = endpoint.send(api, path).status();
        if (status != expected) {
            allowed.add(who + ": " + endpoint.method() + " " + path + " " + status);
        }
    }

    private static String path(Endpoint endpoint, String article) {
        return endpoint.path()
                .replace("{article}", article)
                .replace("{number}", "1")
                .replaceAll("\\{[^}]*}", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f");
    }

    private static Map<Role, Api> keys() {
        Map<Role, Api> keys = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            keys.put(
                    role,
                    Api.with(Api.admin()
                            .post("/api/keys", "{\"name\": \"matrix\", \"role\": \"" + role.text() + "\"}")
                            .expect(201)
                            .json()
                            .get("key")
                            .textValue()));
        }
        return keys;
    }

    /** The endpoints that aren't for everybody. */
    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.broadsheet")) {
            Class<?> resource = type.reflect();
            if (resource.isAnnotationPresent(Path.class) && !Modifier.isAbstract(resource.getModifiers())) {
                for (Class<?> level = resource; level != null; level = level.getSuperclass()) {
                    for (Method method : level.getDeclaredMethods()) {
                        add(resource, method, endpoints);
                    }
                }
            }
        }
        assertThat(endpoints).hasSizeGreaterThan(60);
        return endpoints;
    }

    private static void add(Class<?> resource, Method method, List<Endpoint> endpoints) {
        METHODS.stream().filter(method::isAnnotationPresent).forEach(verb -> {
            AnnotatedElement rule = hasRule(method) ? method : method.getDeclaringClass();
            if (!hasRule(rule)) {
                rule = resource;
            }
            if (!rule.isAnnotationPresent(PublicRead.class)) {
                Path below = method.getAnnotation(Path.class);
                RequiresPermission permission = rule.getAnnotation(RequiresPermission.class);
                endpoints.add(new Endpoint(
                        verb.getSimpleName(),
                        resource.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value()),
                        type(resource, method, verb),
                        permission == null ? null : permission.value()));
            }
        });
    }

    private static boolean hasRule(AnnotatedElement element) {
        return element.isAnnotationPresent(RequiresPermission.class)
                || element.isAnnotationPresent(RequiresKey.class)
                || element.isAnnotationPresent(PublicRead.class);
    }

    private static @Nullable String type(Class<?> resource, Method method, Class<? extends Annotation> verb) {
        if (verb == GET.class || verb == DELETE.class) {
            return null;
        }
        Consumes consumes = method.getAnnotation(Consumes.class);
        if (consumes == null) {
            consumes = method.getDeclaringClass().getAnnotation(Consumes.class);
        }
        if (consumes == null) {
            consumes = resource.getAnnotation(Consumes.class);
        }
        return consumes == null ? "application/json" : consumes.value()[0];
    }
}
