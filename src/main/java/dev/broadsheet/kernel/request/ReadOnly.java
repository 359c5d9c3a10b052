package dev.broadsheet.kernel.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an endpoint that changes nothing although its method is not GET: a query with a body. It takes no dryRun. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnly {

    /**
     * The extension that marks the operation in the OpenAPI document: {@code @Extension(name = CONTRACT, value =
     * "true")}.
     */
    String CONTRACT = "x-read-only";
}
