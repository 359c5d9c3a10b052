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
 * Queries that are composed at run time, or that read rows no entity is wanted for. Inside a transaction they run on
 * its connection; outside, each is a transaction of its own, without the round trips of BEGIN and COMMIT.
 *
 * <p>jOOQ rather than strings, so that no value and no name is ever concatenated into SQL, and rather than JPA's
 * Criteria, which has no keyset, no arrays and no lateral joins.
 */
@ApplicationScoped
class JooqProducer {

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    /**
     * Loads the library's types before anybody else runs. Its classes initialise one another in a ring, and two threads
     * that enter it at two places, the timetable and the first request say, leave a class broken for good.
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
