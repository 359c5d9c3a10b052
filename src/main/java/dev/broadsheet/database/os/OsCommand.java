package dev.broadsheet.database.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the operating system with its arguments, with an environment in which PostgreSQL finds nothing of the caller's. */
public record OsCommand(List<String> words) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** Not ready to run yet: the caller chooses where the output goes. */
    public ProcessBuilder builder(Path directory) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /**
     * Away from the terminal, whose Ctrl-C goes to everybody: the database must outlive the requests that use it. Where
     * there is no {@code setsid} (macOS) it stops at the same time as the app, which costs those requests only.
     */
    public OsCommand inOwnSession() {
        if (!Files.isExecutable(SETSID)) {
            return this;
        }
        List<String> all = new ArrayList<>(List.of(SETSID.toString()));
        all.addAll(words);
        return new OsCommand(all);
    }

    /** Runs to the end; for short commands with little output. A program that is not there is a failure like others. */
    public Outcome run(Path directory, String input) {
        try {
            Process process = builder(directory).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading: its exit code and its words say why.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while running " + words.get(0), e));
        }
    }

    /** How it ended. */
    public record Outcome(int exit, String output) {

        public boolean succeeded() {
            return exit == 0;
        }

        /** The line that explains a failure: PostgreSQL's own marked one, else the last. */
        public String errorLine() {
            List<String> lines =
                    output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return lines.stream()
                    .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "exit code " + exit : lines.get(lines.size() - 1));
        }
    }
}
