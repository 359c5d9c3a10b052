package dev.broadsheet.kernel.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Query parameters that an endpoint accepts without declaring them in its signature, because it reads the query itself,
 * such as filters of the form {@code field.op}. All other undeclared parameters are refused before the endpoint is
 * called.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExtraParameters {

    /** Names, or prefixes that end in {@code *}: {@code publishedAt.*}. All of them may be repeated. */
    String[] value();
}
