package dev.broadsheet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What a running embedded PostgreSQL leaves in the data folder for others to join it: there while it takes connections.
 */
record Running(int port) {

    static Optional<Running> in(DataFolder folder) {
        try {
            return Optional.of(
                    new Running(Integer.parseInt(Files.readString(folder.port()).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(DataFolder folder) {
        try {
            OwnerOnly.write(folder.port(), port + "\n");
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Writing the state of the database", e);
        }
    }

    static void forget(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.port());
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Removing the state of the database", e);
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
