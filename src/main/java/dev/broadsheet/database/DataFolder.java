package dev.broadsheet.database;

import dev.broadsheet.database.os.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of the embedded PostgreSQL.
 *
 * <pre>
 * data/broadsheet.lock           held by the one JVM that runs the database
 * data/postgres/                 accessible to its owner only
 *   binaries-…/                  unpacked once, replaced when the app brings newer ones
 *   cluster/                     PostgreSQL's data directory
 *   password                     of the role that the app logs in as
 *   port                         of the running server, for commands
 *   postgres.log, postgres.log.1
 * </pre>
 *
 * @param root the data folder, absolute
 */
record DataFolder(Path root) {

    static DataFolder at(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            // Symbolic links are resolved because PostgreSQL compares paths, and so does the search for orphaned
            // processes.
            DataFolder made = new DataFolder(root.toRealPath());
            Files.createDirectories(made.postgres());
            PrivateFiles.folder(made.postgres());
            return made;
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Making the data folder " + root, e);
        }
    }

    Path lock() {
        return root.resolve("broadsheet.lock");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path cluster() {
        return postgres().resolve("cluster");
    }

    Path password() {
        return postgres().resolve("password");
    }

    Path port() {
        return postgres().resolve("port");
    }

    Path log() {
        return postgres().resolve("postgres.log");
    }
}
