package dev.broadsheet.database;

import com.sun.security.auth.module.UnixSystem;
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
record RunAs(List<String> prefix, Owner owner) {

    static RunAs choose(DataFolder folder, Binaries binaries) {
        Owner self = new Owner(Math.toIntExact(new UnixSystem().getUid()), Math.toIntExact(new UnixSystem().getGid()));
        try {
            if (self.user() != 0) {
                return new RunAs(List.of(), self);
            }
            for (RunAs way : ways(folder)) {
                way.owner.take(folder.postgres());
                if (way.reaches(binaries)) {
                    return way;
                }
            }
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Giving the database folder to an ordinary user", e);
        }
        throw new DatabaseTrouble("PostgreSQL refuses to run as root, and none of setpriv, runuser and unshare could"
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
    void takeOver(DataFolder folder, Binaries binaries) {
        try {
            if (!Owner.of(binaries.home()).equals(owner)) {
                new Tree(binaries.home()).own(owner);
            }
            for (Path file : List.of(folder.lock(), folder.password(), folder.port(), folder.log())) {
                owner.take(file);
            }
        } catch (IOException e) {
            throw DatabaseTrouble.disk("Giving the database folder to an ordinary user", e);
        }
    }

    private boolean reaches(Binaries binaries) {
        Path program = binaries.program("postgres");
        return command(program, List.of("--version")).run(program.getRoot(), "").succeeded();
    }

    private static List<RunAs> ways(DataFolder folder) throws IOException {
        List<RunAs> ways = new ArrayList<>();
        Owner owner = Owner.of(folder.root());
        String name = Files.getOwner(folder.root()).getName();
        // initdb wants a user that has a name.
        if (owner.user() != 0 && !name.chars().allMatch(Character::isDigit)) {
            steppingDown(ways, owner, name);
        }
        Owner nobody = new Owner(65534, 65534);
        steppingDown(ways, nobody, "nobody");
        ways.add(new RunAs(
                List.of("unshare", "--user", "--map-user=" + nobody.user(), "--map-group=" + nobody.group(), "--"),
                Owner.ROOT));
        return ways;
    }

    private static void steppingDown(List<RunAs> ways, Owner to, String name) {
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
