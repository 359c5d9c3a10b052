package dev.broadsheet.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A separate schema, for data that would disturb other tests: many rows, or rows of an older version. Needs the
 * database of a {@code @QuarkusTest}.
 */
public final class ScratchSchema implements AutoCloseable {

    private final String name;
    private final Connection connection;

    private ScratchSchema(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    public static ScratchSchema open() {
        String name = Sample.name("scratch").replace('-', '_');
        try {
            String url = setting("jdbc.url");
            return new ScratchSchema(
                    name,
                    DriverManager.getConnection(
                            url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name,
                            setting("username"),
                            setting("password")));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** @param version the last migration to run, or {@code latest} */
    public ScratchSchema migrate(String version) {
        Flyway.configure()
                .dataSource(setting("jdbc.url"), setting("username"), setting("password"))
                .schemas(name)
                .target(version)
                .load()
                .migrate();
        return this;
    }

    public DSLContext sql() {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        sql().execute("drop schema " + name + " cascade");
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }
}
