package dev.broadsheet.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An embedded PostgreSQL whose processes are stopped (SIGSTOP) until closed: its sockets stay open, but nothing
 * responds.
 */
public record FrozenDatabase(List<Long> processes) implements AutoCloseable {

    /** @param data the data folder of the app */
    public static FrozenDatabase freeze(Path data) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(0));
        // The postmaster first, so that it can't start new processes.
        signal("STOP", List.of(postmaster));
        List<Long> others = ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .map(ProcessHandle::pid)
                .toList();
        signal("STOP", others);
        return new FrozenDatabase(
                Stream.concat(Stream.of(postmaster), others.stream()).toList());
    }

    /** Lets the processes continue. */
    @Override
    public void close() throws IOException {
        signal("CONT", processes);
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        String pids = processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pids)
                .inheritIO()
                .start();
        kill.onExit().join();
    }
}
