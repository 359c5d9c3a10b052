package dev.broadsheet.media;

import dev.broadsheet.testkit.AppProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** How much the heap of the app grows over a thousand uploads of pictures of 1 to 2 MB. */
public final class UploadBench {

    private static final int UPLOADS = 1_000;
    private static final int WARM_UP = 50;
    private static final long LIMIT = 16L << 20;
    private static final Path LOG = Path.of("target", "upload-bench.log");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final AppProcess app;
    private final List<byte[]> pictures = new ArrayList<>();

    private UploadBench(AppProcess app) throws IOException {
        this.app = app;
        for (int side = 1_000; side <= 1_400; side += 50) {
            pictures.add(noise(side));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of("target", "upload-bench", Long.toString(System.currentTimeMillis()));
        Files.createDirectories(data);
        Files.deleteIfExists(LOG);
        AppProcess app = AppProcess.start(data, LOG);
        try {
            app.awaitReady(LOG);
            new UploadBench(app).run();
        } finally {
            app.process().destroy();
            app.process().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void run() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            upload(i);
        }
        long before = liveBytes();
        long bytes = 0;
        long start = System.nanoTime();
        for (int i = 0; i < UPLOADS; i++) {
            bytes += upload(WARM_UP + i);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long growth = liveBytes() - before;
        System.out.printf("Uploads         %d of %.2f MB on average%n", UPLOADS, bytes / 1e6 / UPLOADS);
        System.out.printf("Uploads/second  %.0f by one client%n", UPLOADS / seconds);
        System.out.printf("Live heap       %.1f MiB before, %+.1f MiB after%n", mebi(before), mebi(growth));
        System.out.printf("Growth/limit    %.2f of %.0f MiB%n", (double) growth / LIMIT, mebi(LIMIT));
    }

    private static double mebi(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }

    /** @return the size of the file */
    private int upload(int number) throws IOException, InterruptedException {
        byte[] file = distinct(pictures.get(number % pictures.size()), number);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/media"))
                        .header("Authorization", "Bearer " + AppProcess.KEY)
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return file.length;
    }

    /** The bytes of all reachable objects; the histogram collects garbage first. */
    private long liveBytes() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(app.process().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException(histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** Noise doesn't compress: a square of 1,000 pixels has about 1 MB. */
    private static byte[] noise(int side) throws IOException {
        Random random = new Random(side);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, random.nextInt());
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /** With a comment, and a block of XMP that names a namespace of its own. */
    private static byte[] distinct(byte[] jpeg, int number) {
        String xmp = "http://ns.adobe.com/xap/1.0/\0<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:n=\"urn:n" + number
                + "\" n:a=\"" + number + "\"><dc:description>Picture " + number
                + "</dc:description></rdf:Description></rdf:RDF>";
        byte[] block = xmp.getBytes(StandardCharsets.UTF_8);
        int length = block.length + 2;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        file.writeBytes(block);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }
}
