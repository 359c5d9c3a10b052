package dev.broadsheet.cache;

import dev.broadsheet.cache.dependency.DependencyRecorder;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an endpoint that reads published content, which is the same for every caller. The endpoint records in
 * {@link DependencyRecorder} what it reads, so that its response can be cached. All its reads see one snapshot.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CacheableRead {

    /**
     * False for an endpoint that sends a single query, which is consistent by itself, or that opens its own snapshot.
     */
    @Nonbinding
    boolean snapshot() default true;
}
