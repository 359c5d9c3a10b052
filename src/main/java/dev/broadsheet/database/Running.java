package dev.broadsheet.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;

/**
 * What a running embedded PostgreSQL leaves in the data folder for others to join it.
 *
 * @param holder the pid of the JVM that runs it
 */
record Running(long holder, int port) {

    static Optional<Running> in(DataFolder folder) {
        try {
            Properties facts = new Properties();
            facts.load(new StringReader(Files.readString(folder.running())));
            return Optional.of(new Running(
                    Long.parseLong(facts.getProperty("holder", "")), Integer.parseInt(facts.getProperty("port", ""))));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(DataFolder folder) {
        try {
            OwnerOnly.write(folder.running(), "holder=" + holder + "\nport=" + port + "\n");
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Writing the state of the database", e);
        }
    }

    Connection connection(DataFolder folder) {
        try {
            return new Connection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME,
                    Cluster.NAME,
                    Password.read(folder.password()).text());
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Reading the password of the database", e);
        }
    }
}
