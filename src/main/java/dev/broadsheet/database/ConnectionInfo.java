package dev.broadsheet.database;

import java.util.Map;

/**
 * The connection to a database.
 *
 * @param url a JDBC URL
 * @param user the role to log in as
 * @param password its password; may be empty for a server that asks for none
 */
public record ConnectionInfo(String url, String user, String password) {

    /** The same as Quarkus configuration properties. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }

    /** The server and database for log messages, without the URL's parameters, which may contain a password. */
    String address() {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "")
                .replaceFirst("\\?.*", "")
                .replaceFirst(".*@", "");
    }

    /** Without the password, because this text ends up in logs. */
    @Override
    public String toString() {
        return user + " at " + address();
    }
}
