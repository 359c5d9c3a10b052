package dev.broadsheet.answers;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jooq.DSLContext;

/** Lets a {@link Live} endpoint that asks the database more than once see one moment. */
@Live
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class Snapshot {

    private final DSLContext sql;

    Snapshot(DSLContext sql) {
        this.sql = sql;
    }

    @AroundInvoke
    Object read(InvocationContext call) throws Exception {
        if (call.getMethod().getAnnotation(Live.class).oneStatement()) {
            return call.proceed();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.execute("set transaction isolation level repeatable read, read only");
            return call.proceed();
        });
    }
}
