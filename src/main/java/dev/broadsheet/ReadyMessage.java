package dev.broadsheet;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Prints one line at startup: the URL and where the articles are stored. */
@ApplicationScoped
class ReadyMessage {

    private final Optional<String> database;

    ReadyMessage(@ConfigProperty(name = "broadsheet.database-description") Optional<String> database) {
        this.database = database;
    }

    void print(@ObservesAsync HttpServerStart server) {
        print("http://localhost:" + server.options().getPort());
    }

    void printSecure(@ObservesAsync HttpsServerStart server) {
        print("https://localhost:" + server.options().getPort());
    }

    private void print(String url) {
        // In tests no database description is set and nothing is printed.
        database.ifPresent(where -> System.out.println("Broadsheet is ready: " + url + " \u2013 " + where));
    }
}
