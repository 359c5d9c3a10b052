package dev.broadsheet.database;

import dev.broadsheet.database.os.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The file {@code port} in the data folder, from which commands learn the port of the running embedded PostgreSQL. It
 * exists while the server accepts connections.
 */
record PortFile(int port) {

    static Optional<PortFile> in(DataFolder folder) {
        try {
            return Optional.of(new PortFile(
                    Integer.parseInt(Files.readString(folder.port()).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(DataFolder folder) {
        try {
            PrivateFiles.write(folder.port(), port + "\n");
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Writing the state of the database", e);
        }
    }

    static void delete(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.port());
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Removing the state of the database", e);
        }
    }

    ConnectionInfo connection(DataFolder folder) {
        try {
            return new ConnectionInfo(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME,
                    Cluster.NAME,
                    Password.read(folder.password()).text());
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Reading the password of the database", e);
        }
    }
}
