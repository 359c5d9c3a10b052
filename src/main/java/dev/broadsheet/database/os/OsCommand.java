package dev.broadsheet.database.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of the operating system with its arguments. Its environment has none of the caller's PostgreSQL and locale
 * variables.
 */
public record OsCommand(List<String> words) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** The caller chooses where the output goes before starting it. */
    public ProcessBuilder builder(Path directory) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /**
     * The same program in a session of its own ({@code setsid}), so that Ctrl-C in the terminal doesn't reach it. The
     * database must run until the last request has ended. Without {@code setsid} (macOS) the database stops at the same
     * time as the app, and running requests fail.
     */
    public OsCommand inOwnSession() {
        if (!Files.isExecutable(SETSID)) {
            return this;
        }
        List<String> all = new ArrayList<>(List.of(SETSID.toString()));
        all.addAll(words);
        return new OsCommand(all);
    }

    /**
     * Runs the program to its end; for short commands with little output. A missing program counts as a failed command.
     */
    public Outcome run(Path directory, String input) {
        try {
            Process process = builder(directory).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program ended without reading its input: its exit code and output say why.
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

    /** The exit code and the output. */
    public record Outcome(int exit, String output) {

        public boolean succeeded() {
            return exit == 0;
        }

        /** The line that explains a failure: PostgreSQL's marked error line, or else the last line. */
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
