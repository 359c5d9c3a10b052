package dev.broadsheet.access;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import javax.sql.DataSource;

/**
 * The single row of table {@code installation}, with the secret of this installation. The first node that starts
 * inserts it. If two nodes start at once, one insert wins and both read the same row.
 */
@ApplicationScoped
class Installation {

    private static final int SECRET_BYTES = 32;

    private final DataSource database;
    private final Clock clock;

    @Inject
    Installation(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    byte[] keySecret() {
        try (Connection connection = database.getConnection()) {
            makeIfMissing(connection);
            try (PreparedStatement select = connection.prepareStatement("select key_secret from installation");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void makeIfMissing(Connection connection) throws SQLException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into installation (id, key_secret, created_at) values (?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, Ids.next());
            insert.setBytes(2, secret);
            insert.setTimestamp(3, Timestamp.from(clock.now()));
            insert.executeUpdate();
        }
    }
}
