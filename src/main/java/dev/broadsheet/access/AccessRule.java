package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may call an endpoint, by the annotation of its method or, without one, of its class. An endpoint without a rule is
 * refused; {@code EndpointAccessTest} finds it.
 */
public sealed interface AccessRule {

    /** Everybody: {@link PublicRead}. */
    record Everybody() implements AccessRule {}

    /** Every key: {@link RequiresKey}. */
    record AnyKey() implements AccessRule {}

    /** Keys with the permission: {@link RequiresPermission}. */
    record KeyWith(Permission permission) implements AccessRule {}

    /** Nobody. */
    record Nobody() implements AccessRule {}

    static AccessRule of(ResourceInfo endpoint) {
        return declared(endpoint.getResourceMethod())
                .or(() -> declared(endpoint.getResourceClass()))
                .orElseGet(Nobody::new);
    }

    private static Optional<AccessRule> declared(java.lang.reflect.AnnotatedElement element) {
        RequiresPermission permission = find(element, RequiresPermission.class);
        if (permission != null) {
            return Optional.of(new KeyWith(permission.value()));
        }
        if (find(element, RequiresKey.class) != null) {
            return Optional.of(new AnyKey());
        }
        return find(element, PublicRead.class) == null ? Optional.empty() : Optional.of(new Everybody());
    }

    private static <A extends Annotation> @Nullable A find(java.lang.reflect.AnnotatedElement element, Class<A> type) {
        return element.getAnnotation(type);
    }
}
