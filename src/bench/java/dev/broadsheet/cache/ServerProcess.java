package dev.broadsheet.cache;

import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server in a JVM of its own on loopback: the packaged app or the bare server. It ends with the benchmark, even if
 * that is aborted.
 */
record ServerProcess(Process process, int port) implements AutoCloseable {

    private static final Path PACKAGED = Path.of("target", "quarkus-app");

    ServerProcess {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts the packaged app; returns when it logs that it is ready. */
    static ServerProcess start(Path data, Path log, Map<String, String> environment)
            throws IOException, InterruptedException {
        return awaited(launch(data, log, environment), log, "Broadsheet is ready");
    }

    /** Starts the packaged app without waiting. */
    static ServerProcess launch(Path data, Path log, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        Files.deleteIfExists(log);
        AppProcess jar = AppProcess.start(data, log, all);
        return new ServerProcess(jar.process(), jar.port());
    }

    /** Starts the bare server, with the app's Vert.x and the same number of event loops. */
    static ServerProcess bare(Path answers, Path log, int eventLoops) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> classes =
                new ArrayList<>(List.of(Path.of("target", "test-classes").toString()));
        try (Stream<Path> jars = Files.walk(PACKAGED.resolve("lib"))) {
            jars.map(Path::toString).filter(name -> name.endsWith(".jar")).forEach(classes::add);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dbench.bare.native=" + Boolean.getBoolean("bench.bare.native"),
                        "-cp",
                        String.join(java.io.File.pathSeparator, classes),
                        BareServer.class.getName(),
                        answers.toString(),
                        Integer.toString(port),
                        Integer.toString(eventLoops))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return awaited(new ServerProcess(process, port), log, "Bare server is ready");
    }

    private static ServerProcess awaited(ServerProcess app, Path log, String word)
            throws IOException, InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (Files.exists(log) && Files.readString(log).contains(word)) {
                return app;
            }
            if (!app.process.isAlive()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        app.close();
        throw new IOException("It does not start: " + Files.readString(log));
    }

    MemoryUse memory() {
        return MemoryUse.of(process.toHandle());
    }

    /** The event loop threads so far. Linux truncates thread names to 15 characters. */
    int eventLoops() throws IOException {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.exists(tasks)) {
            return 2 * Runtime.getRuntime().availableProcessors();
        }
        int loops = 0;
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("vert.x-eventloo")) {
                    loops++;
                }
            }
        }
        return loops;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
    }
}
