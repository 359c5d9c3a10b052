package dev.broadsheet.database;

import dev.broadsheet.database.os.DirectoryTree;
import dev.broadsheet.database.os.FileOwner;
import dev.broadsheet.database.os.OsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The PostgreSQL data directory, made by {@code initdb}. It has two roles: {@code postgres}, the superuser, whose
 * password isn't stored, and {@code broadsheet}, which owns the database of that name and is the only role that the app
 * uses.
 *
 * @param directory PostgreSQL's data directory
 */
record Cluster(Path directory, DataFolder folder, PostgresBinaries binaries, RunAs runAs) {

    static final String NAME = "broadsheet";

    /**
     * Creates the cluster on first use, in a draft folder that is renamed when it is complete. If a start is killed
     * half-way, the next one deletes the draft.
     */
    static Cluster in(DataFolder folder, PostgresBinaries binaries, RunAs runAs) {
        Cluster cluster = new Cluster(folder.cluster(), folder, binaries, runAs);
        try {
            if (!Files.isDirectory(cluster.directory)) {
                Cluster draft = new Cluster(folder.postgres().resolve("cluster-draft"), folder, binaries, runAs);
                new DirectoryTree(draft.directory).delete();
                draft.create();
                new DirectoryTree(draft.directory).moveTo(cluster.directory);
            } else if (!FileOwner.of(cluster.directory).equals(runAs.owner())) {
                new DirectoryTree(cluster.directory).changeOwner(runAs.owner());
            }
            cluster.checkMajor();
            if (!Files.exists(folder.password())) {
                cluster.changePassword();
            }
            return cluster;
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Preparing the database folder", e);
        }
    }

    private void create() throws IOException {
        Path superuser = folder.postgres().resolve("password-draft");
        try {
            Password.random().write(superuser);
            runAs.owner().applyTo(superuser);
            check(
                    "initdb",
                    runAs.command(
                                    binaries.program("initdb"),
                                    List.of(
                                            "--pgdata=" + directory,
                                            "--username=postgres",
                                            "--pwfile=" + superuser,
                                            "--auth=scram-sha-256",
                                            "--encoding=UTF8",
                                            "--locale=C",
                                            // The same collation on every machine, whatever its libc.
                                            "--locale-provider=builtin",
                                            "--builtin-locale=C.UTF-8",
                                            "--data-checksums",
                                            "--set=password_encryption=scram-sha-256"))
                            .run(folder.postgres(), ""));
        } finally {
            Files.deleteIfExists(superuser);
        }
        Password password = Password.random();
        runSingleUser("create role %1$s login password '%2$s';%ncreate database %1$s owner %1$s;%n"
                .formatted(NAME, password.text()));
        password.write(folder.password());
    }

    /** If the password file was lost, the role gets a new password; no client is connected yet. */
    private void changePassword() throws IOException {
        Password password = Password.random();
        runSingleUser("alter role %s password '%s';%n".formatted(NAME, password.text()));
        password.write(folder.password());
    }

    /** Single-user mode: no port, no password, one statement per line. */
    private void runSingleUser(String sql) {
        check(
                "PostgreSQL",
                runAs.command(
                                binaries.program("postgres"),
                                List.of("--single", "-D", directory.toString(), "-c", "exit_on_error=on", "postgres"))
                        .run(folder.postgres(), sql));
    }

    private void checkMajor() throws IOException {
        String ours = Files.readString(directory.resolve("PG_VERSION")).strip();
        String theirs = runAs.command(binaries.program("postgres"), List.of("--version"))
                .run(folder.postgres(), "")
                .output();
        if (!theirs.contains(" " + ours + ".")) {
            throw new DatabaseStartupException("The database in " + directory + " was made by PostgreSQL " + ours
                    + " and this release brings " + theirs.strip() + ": export with the release that made it.");
        }
    }

    private static void check(String program, OsCommand.Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new DatabaseStartupException(program + " failed: " + outcome.errorLine());
        }
    }
}
