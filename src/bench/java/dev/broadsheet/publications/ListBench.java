package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.testkit.AppProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The cost of lists among ten thousand and a million articles: p50 and p99 of each kind of query over HTTP with one
 * client, and the ratio of the two sizes. Then the first page of a tag with four clients, compared with a bare JDBC
 * loop of four connections that runs the same statement. The response cache is off. The stores are made once, in
 * {@code target/list-bench}, and reused; the large one takes 6 GB. Needs the package phase.
 *
 * <p>{@code mvn -B -ntp -q -Pbench -DskipTests package exec:java -Dexec.mainClass=dev.broadsheet.publications.ListBench}
 */
public final class ListBench {

    private static final Path FOLDER = Path.of("target", "list-bench");
    private static final int REQUESTS = 300;
    private static final int WARM_UP = 600;
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** The size of a store and its number of tags. */
    private enum Size {
        SMALL(10_000, 200),
        LARGE(1_000_000, 20_000);

        private final int articles;
        private final int tags;

        Size(int articles, int tags) {
            this.articles = articles;
            this.tags = tags;
        }

        /** The rank of a tag of about a thousand articles. A tag of rank r has articles * 5 / (r * ln tags). */
        int rankOfAThousand() {
            return (int) (articles * 5 / (1000 * Math.log(tags)));
        }
    }

    /** Response times in milliseconds. */
    private record Times(double p50, double p99) {
        static Times of(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Times(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
        }
    }

    private ListBench() {}

    public static void main(String[] arguments) throws Exception {
        List<Map<String, Times>> all = new ArrayList<>();
        List<String> lean = new ArrayList<>();
        for (Size size : Size.values()) {
            Map<String, Times> times = new LinkedHashMap<>();
            measure(size, times, lean);
            all.add(times);
        }
        System.out.printf(
                "%n%-44s %10s %10s %10s %10s %7s %7s%n", "", "10k p50", "10k p99", "1M p50", "1M p99", "p50", "p99");
        all.get(0).forEach((shape, small) -> {
            Times large = Objects.requireNonNull(all.get(1).get(shape));
            System.out.printf(
                    "%-44s %7.2f ms %7.2f ms %7.2f ms %7.2f ms %6.2fx %6.2fx%n",
                    shape,
                    small.p50(),
                    small.p99(),
                    large.p50(),
                    large.p99(),
                    large.p50() / small.p50(),
                    large.p99() / small.p99());
        });
        lean.forEach(System.out::println);
    }

    private static void measure(Size size, Map<String, Times> times, List<String> lean) throws Exception {
        Path data = FOLDER.resolve(Integer.toString(size.articles));
        String statement;
        AppProcess jar = start(data, size, Map.of("QUARKUS_LOG_CATEGORY__ORG_JOOQ__LEVEL", "DEBUG"));
        try {
            try (Connection store = open(data)) {
                ArticleGenerator.make(store, size.articles, size.tags);
            }
            statement = statementOf(jar, size, "/api/articles?tag=tag-2");
        } finally {
            stop(jar);
        }
        jar = start(data, size, Map.of());
        try {
            awaitUpkeep(data);
            Map<String, List<String>> shapes = shapes(jar, size);
            // All kinds of requests in turn, until the JVM has compiled them.
            List<String> mixed = shapes.values().stream().flatMap(List::stream).toList();
            for (int i = 0; i < WARM_UP; i++) {
                get(jar, mixed.get(i * 7 % mixed.size()));
            }
            for (var shape : shapes.entrySet()) {
                long[] nanos = new long[REQUESTS];
                for (int i = 0; i < WARM_UP / 10 + REQUESTS; i++) {
                    String path = shape.getValue().get(i % shape.getValue().size());
                    long start = System.nanoTime();
                    get(jar, path);
                    nanos[i % REQUESTS] = System.nanoTime() - start;
                }
                times.put(shape.getKey(), Times.of(nanos));
            }
            lean.add(lean(jar, data, size, statement));
        } finally {
            stop(jar);
        }
    }

    /** The URLs of each kind of query, with tags that differ from request to request. */
    private static Map<String, List<String>> shapes(AppProcess jar, Size size) throws IOException {
        int few = size.rankOfAThousand();
        int rare = size.tags * 3 / 4;
        Map<String, List<String>> shapes = new LinkedHashMap<>();
        List<String> one = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        List<String> alike = new ArrayList<>();
        List<String> minus = new ArrayList<>();
        List<String> deep = new ArrayList<>();
        List<String> facets = new ArrayList<>();
        List<String> example = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int tag = 1 + i % 5;
            int other = 2 + i % 7 == tag ? 9 : 2 + i % 7;
            one.add("/api/articles?tag=tag-" + (1 + i));
            unlike.add("/api/articles?tag.all=tag-" + tag + ",tag-" + (rare + i));
            alike.add("/api/articles?tag.all=tag-" + tag + ",tag-" + other);
            minus.add("/api/articles?tag=tag-" + tag + "&tag.none=tag-" + other);
            facets.add("/api/articles?tag=tag-" + (few + i % 3) + "&facet=tag,section,author");
            example.add("/api/articles?tag.all=tag-" + tag + ",tag-" + other
                    + "&tag.none=tag-10&q=ceasefire&section=section-" + (1 + i % 10) + "&sort=-publishedAt&facet=tag");
            String near = "/api/articles?tag=tag-" + tag + "&offset=" + (size == Size.SMALL ? 500 : 9000);
            deep.add("/api/articles?tag=tag-" + tag + "&after="
                    + new JsonMapper()
                            .readTree(get(jar, near))
                            .at("/page/next")
                            .asText()
                            .replaceFirst(".*after=", ""));
        }
        shapes.put("one tag", one);
        shapes.put("a frequent and a rare tag", unlike);
        shapes.put("two frequent tags", alike);
        shapes.put("one minus one", minus);
        shapes.put("a deep page, by cursor", deep);
        shapes.put("no filter", List.of("/api/articles"));
        shapes.put("a rare word", List.of("/api/articles?q=xylophone"));
        shapes.put("a word of 30 % of all", List.of("/api/articles?q=ceasefire"));
        shapes.put("a word of 30 %, newest first", List.of("/api/articles?q=ceasefire&sort=-publishedAt"));
        shapes.put("a rare word under a frequent tag", List.of("/api/articles?q=xylophone&tag=tag-1"));
        shapes.put("facets of a tag with a thousand articles", facets);
        shapes.put("two tags, not a third, a word, a section, facets", example);
        return shapes;
    }

    /** The page's statement as the app sends it, with its bind values inlined; prepared, it is planned once. */
    private static String statementOf(AppProcess jar, Size size, String path) throws Exception {
        get(jar, path);
        String before = Files.readString(log(size));
        get(jar, path);
        TimeUnit.MILLISECONDS.sleep(500);
        String logged = Files.readString(log(size)).substring(before.length());
        Matcher statements = Pattern.compile("(?s)-> with bind values      : (.*?)\\n(?=\\d{4}-\\d\\d-\\d\\d )")
                .matcher(logged);
        String last = "";
        while (statements.find()) {
            if (statements.group(1).contains("publication_term")) {
                last = statements.group(1);
            }
        }
        if (last.isEmpty()) {
            throw new IllegalStateException("The app logged no statement.");
        }
        return last;
    }

    private static String lean(AppProcess jar, Path data, Size size, String statement) throws Exception {
        double[] ratios = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double best = 0;
        // Until three rounds bring no improvement: then the JIT compiler's first minute is over.
        for (int since = 0; since < 3; since++) {
            double now = perSecond(client -> () -> bytes(jar, "/api/articles?tag=tag-2").length);
            if (now > 1.05 * best) {
                best = now;
                since = -1;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = perSecond(client -> () -> bytes(jar, "/api/articles?tag=tag-2").length);
            bare[round] = bare(data, statement);
            ratios[round] = ours[round] / bare[round];
        }
        return String.format(
                "first page of a tag among %,d: %.0f/s over HTTP, its statement alone by JDBC %.0f/s, ratio %.2f",
                size.articles, median(ours), median(bare), median(ratios));
    }

    private static double bare(Path data, String statement) throws Exception {
        List<Connection> connections = new ArrayList<>();
        List<PreparedStatement> prepared = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            connections.add(open(data));
            prepared.add(connections.get(i).prepareStatement(statement));
        }
        try {
            return perSecond(client -> () -> {
                int read = 0;
                try (ResultSet rows = prepared.get(client).executeQuery()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            read += rows.getObject(i) == null ? 0 : 1;
                        }
                    }
                }
                return read;
            });
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** The repeated work of one client. */
    private interface Work {
        Callable<Integer> of(int client);
    }

    private static double perSecond(Work work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long start = System.nanoTime();
        long end = start + ROUND.toNanos();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Callable<Integer> once = work.of(i);
            all.add(() -> {
                int done = 0;
                for (; System.nanoTime() < end; done++) {
                    once.call();
                }
                return done;
            });
        }
        int done = 0;
        for (var result : clients.invokeAll(all)) {
            done += result.get();
        }
        clients.shutdown();
        return done / ((System.nanoTime() - start) / 1e9);
    }

    private static String get(AppProcess jar, String path) throws IOException {
        return new String(bytes(jar, path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(AppProcess jar, String path) throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + jar.port() + path).toURL().openConnection();
        if (request.getResponseCode() != 200) {
            throw new IllegalStateException(path + " answered " + request.getResponseCode() + ": "
                    + new String(request.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        try (InputStream answer = request.getInputStream()) {
            return answer.readAllBytes();
        }
    }

    private static AppProcess start(Path data, Size size, Map<String, String> environment) throws Exception {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(log(size));
        Map<String, String> all = new HashMap<>(environment);
        // Without the response cache.
        all.put("BROADSHEET_ANSWERS_MAX_BYTES", "0");
        AppProcess jar = AppProcess.start(data, log(size), all);
        for (int i = 0; i < 1200 && !Files.readString(log(size)).contains("Broadsheet is ready"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return jar;
    }

    private static void stop(AppProcess jar) throws InterruptedException {
        jar.process().destroy();
        jar.process().waitFor();
    }

    /** Waits until background jobs have indexed and counted a store that was just made. */
    private static void awaitUpkeep(Path data) throws Exception {
        try (Connection store = open(data);
                Statement statement = store.createStatement()) {
            for (int i = 0; i < 600 && !isQuiet(statement); i++) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static boolean isQuiet(Statement statement) throws SQLException {
        try (ResultSet quiet = statement.executeQuery("""
                select not exists (select from search_stale) and not exists (select from term_search_missing)
                    and not exists (select from term_count_change)
                    and (select max(updated_at) from publication) <= (select seen_until from search_vocabulary)
                """)) {
            quiet.next();
            return quiet.getBoolean(1);
        }
    }

    private static Path log(Size size) {
        return FOLDER.resolve(size.articles + ".log");
    }

    /** Connects to the database that the app has started in its data folder. */
    private static Connection open(Path data) throws IOException, SQLException {
        Path postgres = data.resolve("postgres");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {
            Integer.parseInt(Files.readString(postgres.resolve("port")).strip())
        });
        source.setDatabaseName("broadsheet");
        return source.getConnection(
                "broadsheet", Files.readString(postgres.resolve("password")).strip());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
