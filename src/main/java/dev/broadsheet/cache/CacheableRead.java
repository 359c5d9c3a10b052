package dev.broadsheet.cache;

import dev.broadsheet.cache.dependency.DependencyRecorder;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that reads what is live, the same for everybody. It notes in {@link DependencyRecorder} what it reads, and may be
 * answered from memory then; all that it reads is of one moment.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CacheableRead {

    /** False where it asks the database once only, which is of one moment as it is, or takes care of it by itself. */
    @Nonbinding
    boolean snapshot() default true;
}
