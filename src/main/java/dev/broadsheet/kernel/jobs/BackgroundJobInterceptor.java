package dev.broadsheet.kernel.jobs;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Counts the running calls of {@link BackgroundJob} methods, and skips calls during shutdown. */
@BackgroundJob
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BackgroundJobInterceptor {

    @Inject
    RunningJobs jobs;

    @AroundInvoke
    @Nullable
    Object run(InvocationContext call) throws Exception {
        if (jobs.begin()) {
            try {
                return call.proceed();
            } finally {
                jobs.end();
            }
        }
        return null;
    }
}
