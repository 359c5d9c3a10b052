package dev.broadsheet;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one line for the person who started it: where to go, and where the articles are. */
@ApplicationScoped
class ReadyLine {

    private final String database;

    ReadyLine(@ConfigProperty(name = "broadsheet.database", defaultValue = "") String database) {
        this.database = database;
    }

    void print(@ObservesAsync HttpServerStart server) {
        if (!database.isEmpty()) {
            System.out.println(
                    "Broadsheet is ready: http://localhost:" + server.options().getPort() + " \u2013 " + database);
        }
    }
}
