package dev.broadsheet.cache;

import dev.broadsheet.kernel.sql.ReadSnapshot;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Runs a {@link CacheableRead} endpoint in a {@link ReadSnapshot}. */
@CacheableRead
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class SnapshotInterceptor {

    private final ReadSnapshot readSnapshot;

    SnapshotInterceptor(ReadSnapshot readSnapshot) {
        this.readSnapshot = readSnapshot;
    }

    @AroundInvoke
    Object read(InvocationContext call) throws Exception {
        return call.getMethod().getAnnotation(CacheableRead.class).snapshot()
                ? readSnapshot.of(call::proceed)
                : call.proceed();
    }
}
