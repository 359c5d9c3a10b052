package dev.broadsheet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.broadsheet.database.os.DirectoryTree;
import dev.broadsheet.database.os.OsCommand;
import dev.broadsheet.database.os.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installed PostgreSQL 15, the oldest supported version, as an external server. */
class ExternalServerTest {

    private static final PostgresBinaries INSTALLED = new PostgresBinaries(Path.of("/usr/lib/postgresql/15"));
    private static final int PORT = 15_432 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final ConnectionInfo GOOD = at("127.0.0.1:" + PORT + "/postgres", "secret");

    private static final DataFolder FOLDER = DataFolder.at(Path.of("target", "external-test"));

    @BeforeAll
    static void start() throws Exception {
        assumeThat(INSTALLED.program("postgres")).exists();
        new DirectoryTree(FOLDER.cluster()).delete();
        RunAs runAs = RunAs.choose(FOLDER, INSTALLED);
        Path password = FOLDER.postgres().resolve("password");
        Files.writeString(password, "secret");
        runAs.owner().applyTo(password);
        run(runAs, "initdb", "--username=editor", "--pwfile=" + password, "--auth=scram-sha-256", "--no-sync");
        run(
                runAs,
                "pg_ctl",
                "start",
                "-w",
                "-l",
                FOLDER.log().toString(),
                "-o",
                "-p " + PORT + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
    }

    @AfterAll
    static void stop() {
        PidFile.of(FOLDER.cluster()).ifPresent(file -> Signal.INTERRUPT.send(file.pid()));
    }

    @Test
    void supportedServerIsAccepted() {
        try (Database database = Database.external(GOOD)) {
            assertThat(database.description()).startsWith("PostgreSQL 15.").doesNotContain("secret");
        }
    }

    @Test
    void oldServerIsRefused() {
        assertRefused(GOOD, 99, "is version 15.");
    }

    @Test
    void wrongPasswordIsReported() {
        assertRefused(at("127.0.0.1:" + PORT + "/postgres", "guess"), 15, "refuses the user editor");
        assertRefused(at("127.0.0.1:" + PORT + "/postgres", ""), 15, "refuses the user editor");
    }

    @Test
    void missingDatabaseIsReported() {
        assertRefused(at("127.0.0.1:" + PORT + "/nope", "secret"), 15, "has no database of that name");
    }

    @Test
    void unreachableServerIsReported() {
        assertRefused(at("127.0.0.1:1/postgres", "secret"), 15, "nothing listens there");
        assertRefused(at("no-such-host.invalid/postgres", "secret"), 15, "no host of that name");
    }

    @Test
    void otherServerIsReported() {
        assertRefused(new ConnectionInfo("jdbc:h2:mem:x", "", ""), 15, "must start with jdbc:postgresql:");
    }

    private static ConnectionInfo at(String address, String password) {
        return new ConnectionInfo("jdbc:postgresql://" + address, "editor", password);
    }

    private static void assertRefused(ConnectionInfo connection, int oldest, String why) {
        assertThatThrownBy(() -> new ExternalServer(connection, oldest).check())
                .isInstanceOf(DatabaseStartupException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("secret");
    }

    private static void run(RunAs runAs, String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("-D", FOLDER.cluster().toString()));
        // pg_ctl would keep our pipe open for as long as the server runs.
        OsCommand command = runAs.command(INSTALLED.program(program), words);
        OsCommand quiet = new OsCommand(Stream.concat(
                        Stream.of("/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1"), command.words().stream())
                .toList());
        assertThat(quiet.run(FOLDER.postgres(), "")).matches(OsCommand.Outcome::succeeded);
    }
}
