package dev.broadsheet.media.worker;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.media.worker.process.Deadlines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Renditions of a 12 megapixel JPEG next to sharp: processor time, and bytes at equal SSIM. Then the memory of the worker
 * process for pictures of each kind at its limit.
 */
public final class ImageBench {

    private static final Path FOLDER = Path.of("target", "image-bench");
    private static final int[] WIDTHS = {400, 800, 1600};
    private static final List<ImageFormat> FORMATS = List.of(ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.AVIF);

    /** What the bench measures must not be cut off on a slow machine. */
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private ImageBench() {}

    public static void main(String... words) throws Exception {
        Files.createDirectories(FOLDER);
        Path photo = FOLDER.resolve("photo.jpg");
        BenchPictures.writePhoto(photo, 4000, 3000);
        Sharp sharp = Sharp.install(FOLDER);
        List<String> parts = words.length == 0 ? List.of("time", "bytes", "memory") : List.of(words);
        if (sharp == null) {
            System.out.println("Node or sharp isn't there: no comparison.");
        }
        if (sharp != null && parts.contains("time")) {
            compareFirst(photo, sharp);
            compareTimes(photo, sharp);
        }
        if (sharp != null && parts.contains("bytes")) {
            compareBytes(photo, sharp);
        }
        if (parts.contains("memory")) {
            measureMemory(sharp);
        }
    }

    /** The first rendition of a fresh process that has read the picture; of three processes the middle one. */
    private static void compareFirst(Path photo, Sharp sharp) throws IOException, InterruptedException {
        for (ImageFormat format : FORMATS) {
            double[] ours = new double[3];
            double[] theirs = new double[3];
            for (int round = 0; round < ours.length; round++) {
                ImageWorker worker = new ImageWorker(FOLDER.resolve("worker"), DEADLINES);
                try {
                    worker.writable();
                    read(worker, photo);
                    ours[round] = used(worker, () -> render(worker, 1600, format));
                } finally {
                    worker.close();
                }
                theirs[round] = sharp.firstMillis(photo, "1600", format);
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            System.out.printf(
                    Locale.ROOT,
                    "first 1600 px %s: %.0f ms, sharp %.0f ms: %.2f%n",
                    format,
                    ours[1],
                    theirs[1],
                    ours[1] / theirs[1]);
        }
    }

    private static void compareTimes(Path photo, Sharp sharp) throws IOException, InterruptedException {
        ImageWorker worker = new ImageWorker(FOLDER.resolve("worker"), DEADLINES);
        try {
            worker.writable();
            read(worker, photo);
            double ours = Double.MAX_VALUE;
            for (int round = 0; round < 12; round++) {
                ours = Math.min(ours, used(worker, () -> renderNine(worker)));
            }
            double theirs = sharp.nine(photo);
            System.out.printf(
                    Locale.ROOT, "nine renditions, warm: %.0f ms, sharp %.0f ms: %.2f%n", ours, theirs, ours / theirs);
            for (ImageFormat format : FORMATS) {
                for (int width : WIDTHS) {
                    double best = Double.MAX_VALUE;
                    for (int round = 0; round < 5; round++) {
                        best = Math.min(best, used(worker, () -> render(worker, width, format)));
                    }
                    System.out.printf(
                            Locale.ROOT,
                            "  %d px %s: %.0f ms, sharp %.0f ms%n",
                            width,
                            format,
                            best,
                            sharp.millis(photo, Integer.toString(width), format));
                }
            }
        } finally {
            worker.close();
        }
    }

    /** Both encode the same pixels: our lossless rendition. */
    private static void compareBytes(Path photo, Sharp sharp) throws IOException, InterruptedException {
        ImageWorker worker = new ImageWorker(FOLDER.resolve("worker"), DEADLINES);
        try {
            read(worker, photo);
            for (int width : WIDTHS) {
                Path lossless = render(worker, width, ImageFormat.PNG);
                byte[] reference = sharp.luma(lossless);
                for (ImageFormat format : FORMATS) {
                    Path ours = render(worker, width, format);
                    double ssim = Ssim.of(reference, sharp.luma(ours), width);
                    double theirs = sharp.bytesAt(ssim, lossless, format, reference, width);
                    System.out.printf(
                            Locale.ROOT,
                            "%d px %s: %d bytes with SSIM %.4f, sharp needs %.0f: %.3f%n",
                            width,
                            format,
                            Files.size(ours),
                            ssim,
                            theirs,
                            Files.size(ours) / theirs);
                }
            }
        } finally {
            worker.close();
        }
    }

    private static void measureMemory(@org.jspecify.annotations.Nullable Sharp sharp)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Path> kind :
                BenchPictures.atTheirLimits(FOLDER, sharp).entrySet()) {
            ImageWorker worker = new ImageWorker(FOLDER.resolve("worker"), DEADLINES);
            try {
                String name = kind.getValue().getFileName().toString();
                String type =
                        "image/" + name.substring(name.lastIndexOf('.') + 1).replace("jpg", "jpeg");
                worker.writable();
                long pid = worker.pid().orElseThrow();
                Duration before = processorTime(pid);
                String answer;
                List<ImageFormat> formats = List.of();
                try {
                    ImageFacts facts = worker.read(kind.getValue(), type, FOLDER.resolve("limit.copy"));
                    answer = facts.width() + " x " + facts.height();
                    formats = ImageFormat.forPicture(facts.transparent());
                } catch (Problem problem) {
                    answer = problem.code() + ": " + problem.detail();
                }
                long used = processorTime(pid).minus(before).toMillis();
                System.out.printf(
                        "%s: %s, %d ms of processor time, %s%n", kind.getKey(), answer, used, peakMemory(pid));
                for (ImageFormat format : formats) {
                    before = processorTime(pid);
                    worker.render(
                            FOLDER.resolve("limit.copy"),
                            new Rendition(0, 0, 1, 1, 2400, 2400, format),
                            FOLDER.resolve("limit.rendition"));
                    used = processorTime(pid).minus(before).toMillis();
                    System.out.printf("  2400 px %s: %d ms of processor time, %s%n", format, used, peakMemory(pid));
                }
                Files.deleteIfExists(FOLDER.resolve("limit.copy"));
            } finally {
                worker.close();
            }
        }
    }

    private static Duration processorTime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static String peakMemory(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "memory unknown";
    }

    private static void read(ImageWorker worker, Path photo) {
        worker.read(photo, "image/jpeg", FOLDER.resolve("photo.copy"));
    }

    private static Path render(ImageWorker worker, int width, ImageFormat format) {
        Path target = FOLDER.resolve("ours-" + width + "." + format.extension());
        worker.render(FOLDER.resolve("photo.copy"), new Rendition(0, 0, 1, 1, width, width * 3 / 4, format), target);
        return target;
    }

    private static void renderNine(ImageWorker worker) {
        for (int width : WIDTHS) {
            for (ImageFormat format : FORMATS) {
                render(worker, width, format);
            }
        }
    }

    /** The processor time of the worker, which other programs on the machine hardly change. */
    private static double used(ImageWorker worker, Runnable work) {
        long pid = worker.pid().orElseThrow();
        Duration before = processorTime(pid);
        work.run();
        return processorTime(pid).minus(before).toNanos() / 1e6;
    }
}
