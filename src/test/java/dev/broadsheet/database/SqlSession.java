package dev.broadsheet.database;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs single SQL statements over JDBC. */
record SqlSession(ConnectionInfo to) {

    void run(String sql) throws SQLException {
        try (var session = DriverManager.getConnection(to.url(), to.user(), to.password());
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (var session = DriverManager.getConnection(to.url(), to.user(), to.password());
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
