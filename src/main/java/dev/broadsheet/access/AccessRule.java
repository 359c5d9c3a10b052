package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;

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
    record KeyWith(Permission permission, boolean withoutRules) implements AccessRule {}

    /** Nobody. */
    record Nobody() implements AccessRule {}

    static AccessRule of(ResourceInfo endpoint) {
        return declared(endpoint.getResourceMethod())
                .or(() -> declared(endpoint.getResourceClass()))
                .orElseGet(Nobody::new);
    }

    private static Optional<AccessRule> declared(AnnotatedElement element) {
        if (element.isAnnotationPresent(RequiresPermission.class)) {
            RequiresPermission needed = element.getAnnotation(RequiresPermission.class);
            return Optional.of(new KeyWith(needed.value(), needed.withoutRules()));
        }
        if (element.isAnnotationPresent(RequiresKey.class)) {
            return Optional.of(new AnyKey());
        }
        return element.isAnnotationPresent(PublicRead.class) ? Optional.of(new Everybody()) : Optional.empty();
    }
}
