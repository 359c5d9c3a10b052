package dev.broadsheet.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the load generator wrk: HTTP/1.1, keep-alive; each connection sends the next request when it has the
 * response.
 *
 * @param perSecond responses
 * @param p50 milliseconds
 * @param p99 milliseconds
 */
record Wrk(double perSecond, double p50, double p99) {

    static final int THREADS = 2;
    static final int CONNECTIONS = 32;

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern LATENCY = Pattern.compile("(?m)^\\s+(50|99)%\\s+([\\d.]+)(us|ms|s|m)");
    private static final Map<String, Double> MILLIS = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0, "m", 60_000.0);

    /** Call it before anything is started, so that a missing wrk is reported at once. */
    static void require() throws IOException, InterruptedException {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            throw new IOException(
                    "wrk is not on the PATH. Debian, Ubuntu: apt-get install wrk. macOS: brew install wrk.");
        }
    }

    /** Fails if any response isn't a success, because a fast refusal would distort the result. */
    static Wrk run(int seconds, int port, Workload queryParameters) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk", "-t" + THREADS, "-c" + CONNECTIONS, "-d" + seconds + "s", "--timeout", "10s", "--latency"));
        queryParameters.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        if (queryParameters.paths().size() > 1) {
            command.addAll(List.of("-s", script(queryParameters).toString()));
        }
        command.add("http://127.0.0.1:" + port + queryParameters.paths().get(0));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!wrk.waitFor(1, TimeUnit.MINUTES) || wrk.exitValue() != 0) {
            wrk.destroyForcibly();
            throw new IOException("wrk failed: " + report);
        }
        if (report.contains("Non-2xx") || report.contains("Socket errors")) {
            throw new IOException(
                    "Not everything was answered with success: " + String.join(" ", command) + "\n" + report);
        }
        return read(report);
    }

    static Wrk read(String report) {
        Matcher rate = RATE.matcher(report);
        double p50 = Double.NaN;
        double p99 = Double.NaN;
        Matcher latency = LATENCY.matcher(report);
        while (latency.find()) {
            double millis = Double.parseDouble(latency.group(2)) * Objects.requireNonNull(MILLIS.get(latency.group(3)));
            if (latency.group(1).equals("50")) {
                p50 = millis;
            } else {
                p99 = millis;
            }
        }
        if (!rate.find()) {
            throw new IllegalStateException("wrk reported no rate: " + report);
        }
        return new Wrk(Double.parseDouble(rate.group(1)), p50, p99);
    }

    /**
     * Requests all paths in turn; each thread starts at another one. The requests are built once, so that wrk needs
     * little CPU time.
     */
    private static Path script(Workload queryParameters) throws IOException {
        Path script = CacheBench.FOLDER.resolve(queryParameters.name().replaceAll("\\W+", "-") + ".lua");
        if (!CacheBench.written(script)) {
            Path paths = script.resolveSibling(script.getFileName() + ".paths");
            Files.write(paths, queryParameters.paths());
            Files.writeString(script, """
                    local threads = 0
                    function setup(thread)
                      thread:set("number", threads)
                      threads = threads + 1
                    end
                    local requests = {}
                    local at = 0
                    function init(args)
                      for path in io.lines("%s") do
                        requests[#requests + 1] = wrk.format("GET", path)
                      end
                      at = math.floor(#requests / %d) * number
                    end
                    function request()
                      at = at %% #requests + 1
                      return requests[at]
                    end
                    """.formatted(paths.toAbsolutePath(), THREADS));
        }
        return script;
    }
}
