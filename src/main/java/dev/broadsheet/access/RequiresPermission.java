package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a key needs for an endpoint, checked before its method runs. What an endpoint does beyond that,
 * such as publishing within a write, is checked where it happens, by {@link CurrentCaller#require(Permission)}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {

    Permission value();

    /** Whether keys with item rules are refused, because the endpoint shows or affects articles outside of them. */
    boolean withoutRules() default false;
}
