package dev.broadsheet.database;

import com.sun.security.auth.module.UnixSystem;
import dev.broadsheet.database.os.DirectoryTree;
import dev.broadsheet.database.os.FileOwner;
import dev.broadsheet.database.os.OsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The operating system user that runs PostgreSQL, which refuses to run as root. If the JVM runs as root, PostgreSQL
 * runs as the owner of the data folder, or else as {@code nobody}. That user may have no access to a parent of the
 * folder (such as a {@code /root} of mode 0700). The last resort is a user namespace, in which root has another uid but
 * keeps its access to files.
 *
 * <p>Each way is tried with the actual program, because it depends on mount options, seccomp filters and missing tools,
 * which can't all be checked in advance.
 *
 * @param prefix the command line before the program
 * @param owner the user that must own the files
 */
record RunAs(List<String> prefix, FileOwner owner) {

    static RunAs choose(DataFolder folder, PostgresBinaries binaries) {
        FileOwner self =
                new FileOwner(Math.toIntExact(new UnixSystem().getUid()), Math.toIntExact(new UnixSystem().getGid()));
        try {
            if (self.user() != 0) {
                return new RunAs(List.of(), self);
            }
            for (RunAs way : candidates(folder)) {
                way.owner.applyTo(folder.postgres());
                if (way.canRun(binaries)) {
                    return way;
                }
            }
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Giving the database folder to an ordinary user", e);
        }
        throw new DatabaseStartupException(
                "PostgreSQL refuses to run as root, and none of setpriv, runuser and unshare could"
                        + " start it as somebody else: start Broadsheet as an ordinary user, or set"
                        + " QUARKUS_DATASOURCE_JDBC_URL to an external server.");
    }

    /** The command line that runs a program as this user. */
    OsCommand command(Path program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return new OsCommand(words);
    }

    /**
     * Changes the owner of the files that root's JVM has written beside the cluster: the folder's owner may start the
     * next run without root.
     */
    void takeOver(DataFolder folder, PostgresBinaries binaries) {
        try {
            if (!FileOwner.of(binaries.home()).equals(owner)) {
                new DirectoryTree(binaries.home()).changeOwner(owner);
            }
            for (Path file : List.of(folder.lock(), folder.password(), folder.port(), folder.log())) {
                owner.applyTo(file);
            }
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Giving the database folder to an ordinary user", e);
        }
    }

    private boolean canRun(PostgresBinaries binaries) {
        Path program = binaries.program("postgres");
        return command(program, List.of("--version")).run(program.getRoot(), "").succeeded();
    }

    private static List<RunAs> candidates(DataFolder folder) throws IOException {
        List<RunAs> ways = new ArrayList<>();
        FileOwner owner = FileOwner.of(folder.root());
        String name = Files.getOwner(folder.root()).getName();
        // initdb needs a user that has a name.
        if (owner.user() != 0 && !name.chars().allMatch(Character::isDigit)) {
            steppingDown(ways, owner, name);
        }
        FileOwner nobody = new FileOwner(65534, 65534);
        steppingDown(ways, nobody, "nobody");
        ways.add(new RunAs(
                List.of("unshare", "--user", "--map-user=" + nobody.user(), "--map-group=" + nobody.group(), "--"),
                FileOwner.ROOT));
        return ways;
    }

    private static void steppingDown(List<RunAs> ways, FileOwner to, String name) {
        ways.add(new RunAs(
                List.of(
                        "setpriv",
                        "--reuid=" + to.user(),
                        "--regid=" + to.group(),
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--no-new-privs",
                        "--"),
                to));
        ways.add(new RunAs(List.of("runuser", "-u", name, "--"), to));
    }
}
