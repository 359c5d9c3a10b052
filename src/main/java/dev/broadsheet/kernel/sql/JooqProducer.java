package dev.broadsheet.kernel.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jooq.impl.SQLDataType;

/**
 * Produces jOOQ's {@link DSLContext}, for queries that are composed at run time or read rows without an entity. Inside
 * a transaction a query runs on the transaction's connection; outside, each query is a transaction of its own, without
 * the round trips of BEGIN and COMMIT.
 *
 * <p>jOOQ instead of strings, so that no value and no name is ever concatenated into SQL. Not JPA's Criteria, which has
 * no keyset pagination, no arrays and no lateral joins.
 */
@ApplicationScoped
class JooqProducer {

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    /**
     * Initialises jOOQ's classes before any other thread uses them. Their static initialisers depend on one another in
     * a cycle: two threads that enter the cycle at different classes, such as the scheduler and the first request,
     * leave a class unusable until restart.
     */
    void prepare(@Observes @Priority(Integer.MIN_VALUE) StartupEvent start) {
        DSL.field(DSL.name("warm"), SQLDataType.INTEGER);
    }

    @Produces
    @ApplicationScoped
    DSLContext context(AgroalDataSource source, @Any Instance<ExecuteListener> listeners) {
        var configuration = new DefaultConfiguration()
                .set(new DataSourceConnectionProvider(source))
                .set(SQLDialect.POSTGRES)
                .set(new Settings()
                        .withRenderSchema(false)
                        .withCacheRecordMappers(true)
                        .withAttachRecords(false))
                .set(listeners.stream()
                        .map(DefaultExecuteListenerProvider::new)
                        .toArray(DefaultExecuteListenerProvider[]::new));
        return DSL.using(configuration);
    }
}
