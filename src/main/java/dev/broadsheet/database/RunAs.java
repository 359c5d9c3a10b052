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
 * Who PostgreSQL runs as. It refuses root, so a JVM of root's steps down to the owner of the data folder, else to
 * {@code nobody}. That user may be barred from a parent of the folder (a {@code /root} of mode 0700): then the last
 * resort is a user namespace, in which root only looks like somebody else and may enter what root may enter.
 *
 * <p>Each way is tried for real, on the program that it will run: whether it works depends on mount options, seccomp
 * filters and missing tools, and no inspection finds out all of that.
 *
 * @param prefix the words before the program
 * @param owner to whom the files must belong
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
                        + " QUARKUS_DATASOURCE_JDBC_URL to a server of yours.");
    }

    /** The words of a command, as this user and out of the terminal's reach. */
    OsCommand command(Path program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return new OsCommand(words);
    }

    /** What root's JVM has written beside the cluster: the owner of the folder may start the next run without root. */
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
        // initdb wants a user that has a name.
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
