package dev.broadsheet.kernel.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Query parameters that an endpoint takes without naming them in its signature, because it reads the query itself:
 * filters of the kind {@code field.op}, say. Every other parameter is refused before the endpoint is called.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExtraParameters {

    /** Names, or prefixes that end in {@code *}: {@code publishedAt.*}. All of them may be repeated. */
    String[] value();
}
