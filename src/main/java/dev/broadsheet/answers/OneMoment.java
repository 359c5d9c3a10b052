package dev.broadsheet.answers;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Puts a {@link Live} endpoint into a {@link Snapshot}. */
@Live
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class OneMoment {

    private final Snapshot snapshot;

    OneMoment(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @AroundInvoke
    Object read(InvocationContext call) throws Exception {
        return call.getMethod().getAnnotation(Live.class).snapshot() ? snapshot.of(call::proceed) : call.proceed();
    }
}
