package dev.broadsheet.kernel.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an endpoint that changes nothing and needs no key: a read of live content, or a query of it sent as POST. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicRead {

    /**
     * The extension that marks the operation in the OpenAPI document if its method is not GET: {@code @Extension(name = CONTRACT, value =
     * "true")}.
     */
    String CONTRACT = "x-open";
}
