package dev.broadsheet.database;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

/**
 * A PostgreSQL server named in the configuration. Checked before the framework starts, because the framework would
 * print long stack traces instead of one line.
 *
 * @param oldest the first major version that supports all of our SQL
 */
record ExternalServer(ConnectionInfo connection, int oldest) {

    ExternalServer(ConnectionInfo connection) {
        this(connection, 15);
    }

    /**
     * Returns its version.
     *
     * @throws DatabaseStartupException naming what to change
     */
    String check() {
        if (!connection.url().startsWith("jdbc:postgresql:")) {
            throw new DatabaseStartupException("quarkus.datasource.jdbc.url must start with jdbc:postgresql://, and is "
                    + connection.address() + ".");
        }
        try (var session = DriverManager.getConnection(connection.url(), login());
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version'), current_setting('server_version_num')::int")) {
            row.next();
            if (row.getInt(2) < oldest * 10_000) {
                throw new DatabaseStartupException("The PostgreSQL at " + connection.address() + " is version "
                        + row.getString(1) + "; Broadsheet needs " + oldest + " or newer.");
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new DatabaseStartupException(describe(e), e);
        }
    }

    private Properties login() {
        Properties login = new Properties();
        if (!connection.user().isEmpty()) {
            login.setProperty("user", connection.user());
        }
        login.setProperty("password", connection.password());
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "10");
        login.setProperty("ApplicationName", "broadsheet");
        return login;
    }

    private String describe(SQLException e) {
        String server = "The PostgreSQL at " + connection.address();
        String refused = server + " refuses the user " + connection.user()
                + " or its password: see QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.";
        String said = Objects.requireNonNullElse(e.getMessage(), "").replace(connection.url(), connection.address());
        return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
            case "28P01" -> refused;
            case "3D000" -> server + " has no database of that name.";
            case "57P03" -> server + " is still starting.";
            // The driver's code if the server asks for a password and there is none.
            case "08004" -> said.contains("password") ? refused : server + " can't be used: " + said;
            case "08001", "08006" -> "No PostgreSQL answers at " + connection.address() + ": " + network(e) + ".";
            default -> server + " can't be used: " + said;
        };
    }

    private static String network(SQLException e) {
        Throwable cause = e.getCause();
        if (cause instanceof UnknownHostException) {
            return "there is no host of that name";
        }
        if (cause instanceof SocketTimeoutException) {
            return "it does not react";
        }
        return cause instanceof ConnectException
                ? "nothing listens there"
                : Objects.requireNonNullElse(e.getMessage(), "the connection broke");
    }
}
