package dev.broadsheet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.sun.security.auth.module.UnixSystem;
import dev.broadsheet.database.os.DirectoryTree;
import dev.broadsheet.database.os.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The embedded server: starts, restarts, crashes and unusable data folders. All tests share one folder, because making
 * a cluster is slow.
 */
@SuppressWarnings("try") // Some tests only need the other JVM to run.
class EmbeddedPostgresTest {

    private static final Path FOLDER = Path.of("target", "embedded-test").toAbsolutePath();
    private static final Path CLUSTER = FOLDER.resolve("postgres/cluster");

    @BeforeAll
    static void startsWhereAFirstStartWasKilled() throws Exception {
        new DirectoryTree(FOLDER).delete();
        Files.createDirectories(FOLDER.resolve("postgres/cluster-draft/base"));
        Files.createDirectories(FOLDER.resolve("postgres/binaries-draft/bin"));
        try (Database database = Database.serving(FOLDER)) {
            new SqlSession(database.connection()).run("create table note (text text)");
        }
    }

    @Test
    void dataSurvivesARestart() throws Exception {
        try (Database database = Database.serving(FOLDER)) {
            new SqlSession(database.connection()).run("insert into note values ('kept')");
        }
        try (Database database = Database.serving(FOLDER)) {
            assertNoted(database, "kept");
        }
        assertThat(PidFile.at(CLUSTER)).doesNotExist();
    }

    @Test
    void settingsAreDurableAndAccessIsLocal() throws Exception {
        try (Database database = Database.serving(FOLDER)) {
            SqlSession session = new SqlSession(database.connection());
            assertThat(session.ask("show fsync")).isEqualTo("on");
            assertThat(session.ask("show data_checksums")).isEqualTo("on");
            assertThat(session.ask("show synchronous_commit")).isEqualTo("on");
            assertThat(session.ask("show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(session.ask("show server_encoding")).isEqualTo("UTF8");
            assertThat(session.ask("select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            ConnectionInfo guess = new ConnectionInfo(database.connection().url(), "broadsheet", "guess");
            assertThatThrownBy(() -> new SqlSession(guess).ask("select 1")).hasMessageContaining("password");
        }
        assertThat(Files.readAllLines(CLUSTER.resolve("pg_hba.conf")))
                .filteredOn(line -> !line.startsWith("#") && !line.isBlank())
                .isNotEmpty()
                .allMatch(line -> line.endsWith("scram-sha-256"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(FOLDER.resolve("postgres/password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(FOLDER.resolve("postgres"))))
                .isEqualTo("rwx------");
    }

    @Test
    void serverRestartsOnItsPortAfterACrash() throws Exception {
        try (Database database = Database.serving(FOLDER)) {
            SqlSession session = new SqlSession(database.connection());
            session.run("insert into note values ('before the crash')");
            killServer();
            awaitAnswer(session);
            assertNoted(database, "before the crash");
        }
    }

    @Test
    void serverOfAKilledJvmIsReplaced() throws Exception {
        long orphan;
        try (DatabaseProcess ignored = DatabaseProcess.of(FOLDER);
                Database joined = Database.joining(FOLDER)) {
            new SqlSession(joined.connection()).run("insert into note values ('before kill -9')");
            orphan = pid();
        }
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (Database database = Database.serving(FOLDER)) {
            assertThat(ProcessHandle.of(orphan)).isEmpty();
            assertNoted(database, "before kill -9");
        }
    }

    @Test
    void stalePidOfAnotherProcessIsIgnored() throws Exception {
        try (DatabaseProcess ignored = DatabaseProcess.of(FOLDER);
                Database joined = Database.joining(FOLDER)) {
            new SqlSession(joined.connection()).run("insert into note values ('before the power went')");
        }
        killServer();
        String left = Files.readString(PidFile.at(CLUSTER));
        Files.writeString(
                PidFile.at(CLUSTER),
                left.replaceFirst("^\\d+", Long.toString(ProcessHandle.current().pid())));
        try (Database database = Database.serving(FOLDER)) {
            assertNoted(database, "before the power went");
        }
    }

    @Test
    void secondServerIsRefusedAndCommandsMayConnect() throws Exception {
        try (DatabaseProcess keeper = DatabaseProcess.of(FOLDER)) {
            assertThatThrownBy(() -> Database.serving(FOLDER))
                    .asInstanceOf(type(DatabaseStartupException.class))
                    .extracting(DatabaseStartupException::line)
                    .asString()
                    .contains("in use by process " + keeper.pid())
                    .doesNotContain("\n");
            try (Database joined = Database.joining(FOLDER)) {
                assertThat(new SqlSession(joined.connection()).ask("select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void serverSurvivesALiveReload() throws Exception {
        try (Database first = Database.serving(FOLDER)) {
            try (Database second = Database.serving(FOLDER)) {
                assertThat(second.connection()).isEqualTo(first.connection());
            }
            assertThat(new SqlSession(first.connection()).ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void lostPasswordIsReplaced() throws Exception {
        Files.delete(FOLDER.resolve("postgres/password"));
        try (Database database = Database.serving(FOLDER)) {
            assertThat(new SqlSession(database.connection()).ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void folderOfRootIsUsable() throws Exception {
        assumeThat(new UnixSystem().getUid()).isZero();
        Path barred = FOLDER.resolveSibling("embedded-test-barred");
        new DirectoryTree(barred).delete();
        Files.createDirectory(
                barred, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        linkBinaries(barred.resolve("data"));
        try (Database database = Database.serving(barred.resolve("data"))) {
            assertThat(new SqlSession(database.connection()).ask("select 1")).isEqualTo("1");
            assertThat(FileOwner.of(barred.resolve("data/postgres/cluster"))).isEqualTo(FileOwner.ROOT);
        }
        new DirectoryTree(barred).delete();
    }

    @Test
    void serverDoesNotRunAsRoot() throws Exception {
        assumeThat(new UnixSystem().getUid()).isZero();
        assertThat(FileOwner.of(CLUSTER)).isNotEqualTo(FileOwner.ROOT);
    }

    @Test
    void fileInsteadOfAFolderIsReportedInOneLine() throws IOException {
        Path file = Files.createTempFile("broadsheet", ".data");
        try {
            assertThatThrownBy(() -> Database.serving(file))
                    .isInstanceOf(DatabaseStartupException.class)
                    .hasMessageContaining("not a folder");
        } finally {
            Files.delete(file);
        }
    }

    private static void assertNoted(Database database, String text) throws SQLException {
        assertThat(new SqlSession(database.connection()).ask("select count(*) from note where text = '" + text + "'"))
                .isEqualTo("1");
    }

    private static void awaitAnswer(SqlSession session) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> session.ask("select 1"), "1"::equals);
    }

    private static long pid() {
        return PidFile.of(CLUSTER).orElseThrow().pid();
    }

    private static void killServer() {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroyForcibly();
        await().until(() -> !server.isAlive());
    }

    /** Links the binaries, because unpacking them again would take longer than the test. */
    private static void linkBinaries(Path data) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER.resolve("postgres"))) {
            Path from = all.filter(p -> p.getFileName().toString().startsWith("binaries-"))
                    .findFirst()
                    .orElseThrow();
            Path to = data.resolve("postgres").resolve(from.getFileName());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Path place = to.resolve(from.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(place);
                    } else {
                        Files.createLink(place, file);
                    }
                }
            }
        }
    }
}
