package dev.broadsheet.cache;

import dev.broadsheet.cache.http.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the time from the start of the process to the first 200, with an empty and with an existing data folder, and
 * the memory of the app and its PostgreSQL at rest and under load. With a JDK 25 also with an AOT cache, made here by
 * {@code train}. Needs the package phase, and wrk on the PATH.
 *
 * <p>{@code mvn -B -ntp -q -Pbench -DskipTests package exec:java -Dexec.mainClass=dev.broadsheet.cache.StartBench}
 *
 * <p>The image is packaged with {@code -Dquarkus.package.jar.type=aot-jar}; add it here to measure that.
 * {@code -Dbench.rounds=1 -Dbench.seconds=1} tests the benchmark itself.
 */
public final class StartBench {

    private static final Path FOLDER = Path.of("target", "start-bench");
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int LOAD = Integer.getInteger("bench.seconds", 30);
    private static final int JDK_WITH_TRAINING_IN_ONE_STEP = 25;

    /** Milliseconds since the process was started. */
    private record Times(double ready, double articles) {}

    private record Figures(Times first, Times later, MemoryUse[] rest, MemoryUse[] load, double rate) {}

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        Wrk.require();
        Files.createDirectories(FOLDER);
        Map<String, Figures> all = new LinkedHashMap<>();
        all.put("plain", measure(Map.of()));
        if (Runtime.version().feature() >= JDK_WITH_TRAINING_IN_ONE_STEP) {
            Path cache = train();
            all.put("AOT cache", measure(Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCache=" + cache.toAbsolutePath())));
        } else {
            System.out.println("No AOT cache: that takes a JDK 25, and this is " + Runtime.version() + ".");
        }
        print(all);
    }

    private static Path train() throws IOException, InterruptedException {
        Path cache = FOLDER.resolve("broadsheet.aot");
        Files.deleteIfExists(cache);
        long start = System.nanoTime();
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:AOTCacheOutput=" + cache,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString(),
                        "train")
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("train.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(training::destroy));
        if (training.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException("No cache was made; see " + FOLDER.resolve("train.log"));
        }
        System.out.printf(
                "The AOT cache: %d MiB, made in %d s%n",
                Files.size(cache) >> 20, (System.nanoTime() - start) / 1_000_000_000);
        return cache;
    }

    private static Figures measure(Map<String, String> environment) throws Exception {
        Path data = FOLDER.resolve("data");
        List<Times> first = new ArrayList<>();
        List<Times> later = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            delete(data);
            first.add(start(data, environment, app -> {}));
            later.add(start(data, environment, app -> {}));
        }
        MemoryUse[] rest = new MemoryUse[2];
        MemoryUse[] load = new MemoryUse[2];
        double[] rate = new double[1];
        start(data, environment, app -> {
            TimeUnit.SECONDS.sleep(Math.min(LOAD, 5));
            System.arraycopy(memory(app, data), 0, rest, 0, 2);
            rate[0] = Wrk.run(LOAD, app.port(), new Workload("load", List.of("/api/articles")))
                    .perSecond();
            System.arraycopy(memory(app, data), 0, load, 0, 2);
        });
        return new Figures(median(first), median(later), rest, load, rate[0]);
    }

    private interface Use {
        void of(ServerProcess app) throws Exception;
    }

    private static Times start(Path data, Map<String, String> environment, Use use) throws Exception {
        long start = System.nanoTime();
        try (ServerProcess app = ServerProcess.launch(data, FOLDER.resolve("app.log"), environment)) {
            double ready = awaitSuccess(app, "/q/health/ready", start);
            double articles = awaitSuccess(app, "/api/articles", start);
            use.of(app);
            return new Times(ready, articles);
        }
    }

    private static double awaitSuccess(ServerProcess app, String path, long start) throws InterruptedException {
        while (app.process().isAlive()) {
            try (RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(app.port())) {
                if (line.get(path, Map.of()).status() == 200) {
                    return (System.nanoTime() - start) / 1e6;
                }
            } catch (IOException notYet) {
                // The port isn't open yet.
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        throw new IllegalStateException("It does not start; see " + FOLDER.resolve("app.log"));
    }

    /** Memory of the JVM, then of PostgreSQL. */
    private static MemoryUse[] memory(ServerProcess app, Path data) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(0));
        return new MemoryUse[] {
            app.memory(), ProcessHandle.of(postmaster).map(MemoryUse::ofAll).orElse(new MemoryUse(0, 0))
        };
    }

    private static void print(Map<String, Figures> all) {
        System.out.printf("%-44s", "medians of " + ROUNDS + ", in ms and MiB");
        all.keySet().forEach(name -> System.out.printf("%12s", name));
        System.out.printf("%12s%n", all.size() > 1 ? "ratio" : "");
        row("first start to /q/health/ready", all, figures -> figures.first().ready());
        row("first start to /api/articles", all, figures -> figures.first().articles());
        row("later start to /q/health/ready", all, figures -> figures.later().ready());
        row("later start to /api/articles", all, figures -> figures.later().articles());
        row("at rest, JVM, RSS", all, figures -> figures.rest()[0].resident());
        row("at rest, JVM, PSS", all, figures -> figures.rest()[0].proportional());
        row("at rest, PostgreSQL, sum of RSS", all, figures -> figures.rest()[1].resident());
        row("at rest, PostgreSQL, PSS", all, figures -> figures.rest()[1].proportional());
        row("after " + LOAD + " s of load, JVM, RSS", all, figures -> figures.load()[0].resident());
        row("after " + LOAD + " s of load, JVM, PSS", all, figures -> figures.load()[0].proportional());
        row("after " + LOAD + " s of load, PostgreSQL, PSS", all, figures -> figures.load()[1].proportional());
        row("answers a second under that load", all, Figures::rate);
    }

    private static void row(String name, Map<String, Figures> all, java.util.function.ToDoubleFunction<Figures> value) {
        System.out.printf("%-44s", name);
        double[] values = all.values().stream().mapToDouble(value).toArray();
        for (double each : values) {
            System.out.printf("%,12.0f", each);
        }
        System.out.printf("%12s%n", values.length > 1 ? String.format("%.2f", values[1] / values[0]) : "");
    }

    private static Times median(List<Times> all) {
        return new Times(
                all.stream()
                        .mapToDouble(Times::ready)
                        .sorted()
                        .skip(all.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                all.stream()
                        .mapToDouble(Times::articles)
                        .sorted()
                        .skip(all.size() / 2)
                        .findFirst()
                        .orElseThrow());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
