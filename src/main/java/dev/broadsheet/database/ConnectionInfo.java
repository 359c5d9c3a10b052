package dev.broadsheet.database;

import java.util.Map;

/**
 * How to reach a database.
 *
 * @param url as JDBC wants it
 * @param user the role to log in as
 * @param password its password; may be empty for a server that asks for none
 */
public record ConnectionInfo(String url, String user, String password) {

    /** As the settings that Quarkus reads. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }

    /** The server and database, fit for a log: URLs may carry a password among their parameters. */
    String address() {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "")
                .replaceFirst("\\?.*", "")
                .replaceFirst(".*@", "");
    }

    /** Without the password: records print their components, and this one ends up in logs. */
    @Override
    public String toString() {
        return user + " at " + address();
    }
}
