package dev.broadsheet.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The app's data source on the embedded database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ServedDatabaseTest {

    @Inject
    DataSource source;

    @Test
    void databaseIsMigratedAndHealthy() throws Exception {
        RestAssured.get("/q/health/ready").then().statusCode(200);
        try (var connection = source.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from access_key")) {
            assertThat(rows.next()).isTrue();
        }
    }
}
