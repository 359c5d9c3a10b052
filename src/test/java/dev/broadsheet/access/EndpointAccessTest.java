package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every endpoint says who may call it; only reads are for everybody. */
class EndpointAccessTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.broadsheet");

    @Test
    void everyEndpointHasARule() {
        List<String> without = new ArrayList<>();
        endpoints()
                .filter(endpoint -> !has(endpoint, RequiresPermission.class)
                        && !has(endpoint, RequiresKey.class)
                        && !has(endpoint, PublicRead.class))
                .forEach(endpoint -> without.add(endpoint.getFullName()));
        assertThat(endpoints().count()).isGreaterThan(60);
        assertThat(without).isEmpty();
    }

    @Test
    void onlyReadsAreForEverybody() {
        assertThat(endpoints()
                        .filter(endpoint -> endpoint.isAnnotatedWith(PublicRead.class)
                                || !endpoint.isAnnotatedWith(RequiresPermission.class)
                                        && endpoint.getOwner().isAnnotatedWith(PublicRead.class))
                        .filter(endpoint -> !endpoint.isAnnotatedWith(GET.class))
                        .map(JavaMethod::getName))
                .containsExactly("queryArticles");
    }

    private static Stream<JavaMethod> endpoints() {
        return CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> Stream.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)
                        .anyMatch(method::isAnnotatedWith));
    }

    private static boolean has(JavaMethod endpoint, Class<? extends java.lang.annotation.Annotation> rule) {
        return endpoint.isAnnotatedWith(rule) || endpoint.getOwner().isAnnotatedWith(rule);
    }
}
