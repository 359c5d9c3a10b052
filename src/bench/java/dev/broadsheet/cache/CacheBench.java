package dev.broadsheet.cache;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.cache.http.RawResponse;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Responses per second for published content, compared with a bare Vert.x server that sends the same bytes from a map
 * ({@link BareServer}), and with the same app without a response cache ({@code BROADSHEET_ANSWERS_MAX_BYTES=0}). The
 * three run in turn, so that all see the same machine, which they share with wrk. Needs wrk on the PATH and the package
 * phase. Takes up to 15 minutes, plus 15 for the store at the first run.
 *
 * <p>{@code mvn -B -ntp -q -Pbench -DskipTests package exec:java -Dexec.mainClass=dev.broadsheet.cache.CacheBench}
 *
 * <p>{@code -Dbench.seconds=1 -Dbench.rounds=1} tests the benchmark itself. {@code -Dbench.only=turn|write} runs only
 * the lines that contain one of these words. {@code -Dbench.bare.native=true} runs the bare server on the system's
 * native transport, which the app uses, instead of Vert.x's default.
 */
public final class CacheBench {

    static final Path FOLDER = Path.of("target", "answers-bench");

    private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    /** Rounds with writes. One in four or five includes database housekeeping. */
    private static final int MIX_ROUNDS = 2 * ROUNDS + 1;

    private static final Pattern ONLY = Pattern.compile(System.getProperty("bench.only", ""));
    private static final int WARM_UP = Math.min(SECONDS, 2);
    private static final int WARM_UPS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int MOST_CARRIED = 20;

    /**
     * After this many writes the JIT compiler has finished the write path: a write then costs a fifth of the first
     * thousand.
     */
    private static final int WRITES_TO_WARM_UP = 20_000;

    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

    /** The rounds of one server, each a run of wrk. */
    private record Rounds(List<Wrk> runs) {

        Rounds() {
            this(new ArrayList<>());
        }

        double rate() {
            return median(runs.stream().mapToDouble(Wrk::perSecond));
        }

        double p50() {
            return median(runs.stream().mapToDouble(Wrk::p50));
        }

        double p99() {
            return median(runs.stream().mapToDouble(Wrk::p99));
        }

        void add(Wrk run) {
            runs.add(run);
        }

        double sum() {
            return runs.stream().mapToDouble(Wrk::perSecond).sum();
        }

        /** Three columns of the result table. */
        @Override
        public String toString() {
            return runs.isEmpty()
                    ? "%9s %7s %7s".formatted("-", "-", "-")
                    : "%,9.0f %7.2f %7.2f".formatted(rate(), p50(), p99());
        }

        /** The median of the ratios of each round to the other server's round beside it. */
        double ratio(Rounds other) {
            return median(IntStream.range(0, runs.size())
                    .mapToDouble(
                            i -> runs.get(i).perSecond() / other.runs.get(i).perSecond()));
        }
    }

    private final ServerProcess on;
    private final ServerProcess off;
    private final ServerProcess bare;
    private final long end;

    private CacheBench(ServerProcess on, ServerProcess off, ServerProcess bare, long end) {
        this.on = on;
        this.off = off;
        this.bare = bare;
        this.end = end;
    }

    public static void main(String[] arguments) throws Exception {
        Wrk.require();
        Files.createDirectories(FOLDER);
        Path data = FOLDER.resolve("data");
        try (ServerProcess on = ServerProcess.start(data, FOLDER.resolve("on.log"), Map.of())) {
            ArticleStock.fill(on.port());
            long end = System.nanoTime() + LIMIT.toNanos();
            try (ServerProcess off =
                    ServerProcess.start(FOLDER.resolve("off"), FOLDER.resolve("off.log"), besides(data))) {
                List<Workload> all = asked(on.port());
                Path answers = capture(on.port(), all);
                try (ServerProcess bare = ServerProcess.bare(answers, FOLDER.resolve("bare.log"), on.eventLoops())) {
                    new CacheBench(on, off, bare, end).run(all);
                }
            }
        }
    }

    /** Environment variables for an app on the database that the first app has started. */
    private static Map<String, String> besides(Path data) throws IOException {
        Path postgres = data.resolve("postgres");
        return Map.of(
                "BROADSHEET_ANSWERS_MAX_BYTES",
                "0",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(postgres.resolve("port")).strip() + "/broadsheet",
                "QUARKUS_DATASOURCE_USERNAME",
                "broadsheet",
                "QUARKUS_DATASOURCE_PASSWORD",
                Files.readString(postgres.resolve("password")).strip());
    }

    private static List<Workload> asked(int port) throws IOException {
        Workload one = new Workload("one article", List.of(ArticleStock.path(5000)));
        List<String> articles = IntStream.rangeClosed(1, ArticleStock.ARTICLES)
                .mapToObj(ArticleStock::path)
                .toList();
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            mixed.add(articles.get(i));
            if (i % 9 == 8) {
                mixed.add("/api/articles?tag=tag-" + (1 + i / 9 % MOST_CARRIED));
            }
        }
        List<Workload> all = new ArrayList<>(List.of(
                one,
                new Workload("all articles in turn", articles),
                new Workload("twenty by a tag", List.of("/api/articles?tag=tag-2"))));
        try (RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(port)) {
            byte[] before =
                    line.get("/api/articles?tag=tag-2&offset=960", Map.of()).body();
            String next =
                    new JsonMapper().readTree(before).at("/page/next").asText().replaceFirst(".*after=", "");
            all.add(new Workload("page 50 of a tag", List.of("/api/articles?tag=tag-2&after=" + next)));
            line.get(one.paths().get(0), Map.of())
                    .header("ETag")
                    .ifPresentOrElse(
                            tag -> all.add(
                                    new Workload("one article, not modified", one.paths()).with("If-None-Match", tag)),
                            () -> System.out.println("No ETag is answered: nothing to ask “not modified” with."));
        }
        all.add(new Workload("one article, gzip", one.paths()).with("Accept-Encoding", "gzip"));
        all.add(new Workload("1,000 reads to a write", mixed));
        return all;
    }

    /** Captures all responses of the workloads, as the app gives them at the second request. */
    private static Path capture(int port, List<Workload> all) throws Exception {
        Map<String, Map<String, String>> gzip = new HashMap<>();
        Map<String, Map<String, String>> notModified = new HashMap<>();
        Set<String> paths = new LinkedHashSet<>();
        for (Workload queryParameters : all) {
            paths.addAll(queryParameters.paths());
            if (queryParameters.headers().containsKey("Accept-Encoding")) {
                gzip.put(queryParameters.paths().get(0), queryParameters.headers());
            } else if (queryParameters.headers().containsKey("If-None-Match")) {
                notModified.put(queryParameters.paths().get(0), queryParameters.headers());
            }
        }
        Map<String, RawResponse> plain = all(port, List.copyOf(paths));
        Path file = FOLDER.resolve("answers");
        try (RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(port);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(plain.size());
            for (var reply : plain.entrySet()) {
                out.writeUTF(reply.getKey());
                reply.getValue().write(out);
                write(line, reply.getKey(), gzip.get(reply.getKey()), out);
                write(line, reply.getKey(), notModified.get(reply.getKey()), out);
            }
        }
        return file;
    }

    private static void write(
            RawResponse.KeepAliveConnection line,
            String path,
            @Nullable Map<String, String> headers,
            DataOutputStream out)
            throws IOException {
        out.writeBoolean(headers != null);
        if (headers != null) {
            line.get(path, headers);
            line.get(path, headers).write(out);
        }
    }

    private static Map<String, RawResponse> all(int port, List<String> paths) throws Exception {
        Map<String, RawResponse> replies = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<Callable<Void>> work = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            int first = client;
            work.add(() -> {
                try (RawResponse.KeepAliveConnection line = new RawResponse.KeepAliveConnection(port)) {
                    for (int i = first; i < paths.size(); i += 4) {
                        line.get(paths.get(i), Map.of());
                        RawResponse reply = line.get(paths.get(i), Map.of());
                        if (reply.status() != 200) {
                            throw new IOException(paths.get(i) + " was answered " + reply.status());
                        }
                        replies.put(paths.get(i), reply);
                    }
                }
                return null;
            });
        }
        for (var result : clients.invokeAll(work)) {
            result.get();
        }
        clients.shutdown();
        return replies;
    }

    private void run(List<Workload> all) throws Exception {
        System.out.printf(
                "%d connections, %d threads of wrk, %d event loops; medians of %d rounds of %d s, of %d for the mix; p50 and p99 in ms%n",
                Wrk.CONNECTIONS, Wrk.THREADS, on.eventLoops(), ROUNDS, SECONDS, MIX_ROUNDS);
        System.out.printf(
                "%-26s %9s %7s %7s  %9s %7s %7s  %9s %7s %7s  %9s %9s %9s  %s%n",
                "",
                "bare/s",
                "p50",
                "p99",
                "ours/s",
                "p50",
                "p99",
                "off/s",
                "p50",
                "p99",
                "ours/bare",
                "ours/off",
                "RSS ours",
                "Cache-Status");
        for (Workload queryParameters : all) {
            if (!ONLY.matcher(queryParameters.name()).find()) {
                continue;
            }
            if (System.nanoTime() > end) {
                System.out.println(queryParameters.name() + ": left out, the time is over");
            } else {
                if (queryParameters.name().contains("write")) {
                    mix(queryParameters);
                } else {
                    compare(queryParameters);
                }
            }
        }
    }

    private void compare(Workload queryParameters) throws Exception {
        String status = probe(queryParameters);
        for (ServerProcess app : List.of(bare, on, off)) {
            warmUp(app, queryParameters);
        }
        Rounds byBare = new Rounds();
        Rounds byOn = new Rounds();
        Rounds byOff = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            byBare.add(Wrk.run(SECONDS, bare.port(), queryParameters));
            byOn.add(Wrk.run(SECONDS, on.port(), queryParameters));
            byOff.add(Wrk.run(SECONDS, off.port(), queryParameters));
        }
        print(queryParameters, byBare, byOn, byOff, status);
    }

    /**
     * One request in a thousand is a write; the bare server gets no writes. The app without a cache is stopped first:
     * as a second node it would receive each change and use the same two cores.
     */
    private void mix(Workload queryParameters) throws Exception {
        off.close();
        String status = probe(queryParameters);
        warmUp(bare, queryParameters);
        warmUpWrites();
        double reads = 0;
        for (int round = 0; round < WARM_UPS; round++) {
            reads = written(queryParameters, reads, WARM_UP).reads().perSecond();
        }
        Rounds byBare = new Rounds();
        Rounds byOn = new Rounds();
        int writes = 0;
        for (int round = 0; round < MIX_ROUNDS; round++) {
            byBare.add(Wrk.run(SECONDS, bare.port(), queryParameters));
            MixedResult writeResult = written(queryParameters, reads, SECONDS);
            byOn.add(writeResult.reads());
            writes += writeResult.writes();
            reads = writeResult.reads().perSecond();
        }
        print(queryParameters, byBare, byOn, new Rounds(), status);
        System.out.printf(
                "  %d writes on ours, one to %,.0f reads; the bare server is spared them%n",
                writes, byOn.sum() * SECONDS / Math.max(1, writes));
    }

    private record MixedResult(Wrk reads, int writes) {}

    /** @param before reads of the previous round, from which the write rate is calculated */
    private MixedResult written(Workload queryParameters, double before, int seconds) throws Exception {
        try (EditorLoad writing = new EditorLoad(on.port(), Math.max(1, before / 1000))) {
            return new MixedResult(Wrk.run(seconds, on.port(), queryParameters), writing.done());
        }
    }

    private void warmUpWrites() throws Exception {
        try (EditorLoad writing = new EditorLoad(on.port(), WRITES_TO_WARM_UP)) {
            while (writing.done() < WRITES_TO_WARM_UP && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private void print(Workload queryParameters, Rounds byBare, Rounds byOn, Rounds byOff, String status) {
        System.out.printf(
                "%-26s %s  %s  %s  %9.2f %9s %5d MiB  %s%n",
                queryParameters.name(),
                byBare,
                byOn,
                byOff,
                byOn.ratio(byBare),
                byOff.runs().isEmpty() ? "-" : "%.1f".formatted(byOn.ratio(byOff)),
                on.memory().resident(),
                status);
    }

    /** Warms up until three rounds bring no improvement: a server runs for weeks, its JIT compiler for a minute. */
    private void warmUp(ServerProcess app, Workload queryParameters) throws Exception {
        double best = 0;
        int since = 0;
        for (int round = 0; round < WARM_UPS && since < 3; round++) {
            double now = Wrk.run(WARM_UP, app.port(), queryParameters).perSecond();
            since = now > 1.05 * best ? 0 : since + 1;
            best = Math.max(best, now);
        }
    }

    /** The app and the bare server must give the same responses; otherwise they aren't compared. */
    private String probe(Workload queryParameters) throws IOException {
        try (RawResponse.KeepAliveConnection ours = new RawResponse.KeepAliveConnection(on.port());
                RawResponse.KeepAliveConnection theirs = new RawResponse.KeepAliveConnection(bare.port())) {
            String path = queryParameters.paths().get(0);
            ours.get(path, queryParameters.headers());
            RawResponse reply = ours.get(path, queryParameters.headers());
            RawResponse same = theirs.get(path, queryParameters.headers());
            if (reply.status() != same.status() || !Arrays.equals(reply.body(), same.body())) {
                throw new IOException("The bare server does not answer as ours does: " + queryParameters.name());
            }
            return reply.status() + " " + reply.header("Cache-Status").orElse("-");
        }
    }

    /** Whether this run has written the file already; a file of an earlier run may be outdated. */
    static boolean written(Path file) {
        return !WRITTEN.add(file);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
