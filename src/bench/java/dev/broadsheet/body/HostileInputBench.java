package dev.broadsheet.body;

import dev.broadsheet.articles.input.HostileInputs;
import dev.broadsheet.articles.input.HostileInputs.Shape;
import dev.broadsheet.articles.input.UploadPipeline;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uploads every hostile input in four sizes, without the database. Prints the CPU time in milliseconds (the better of
 * two runs), and why the largest was refused. Arguments: words of which an input's name must contain one.
 */
public final class HostileInputBench {

    private static final int[] SIZES = {1 << 18, 1 << 19, 1 << 20, 1 << 21};

    private record Measurement(
            Shape shape, long[] millis, @Nullable Problem refusal) {}

    private HostileInputBench() {}

    public static void main(String[] words) throws InterruptedException {
        Thread thread = new Thread(null, () -> run(List.of(words)), "hostile", 4L << 20);
        thread.start();
        thread.join();
    }

    private static void run(List<String> words) {
        List<Shape> shapes = HostileInputs.all().stream()
                .filter(shape -> words.isEmpty()
                        || words.stream().anyMatch(word -> shape.toString().contains(word)))
                .toList();
        shapes.forEach(shape -> UploadPipeline.run(shape.type(), shape.text().apply(SIZES[0] / 8)));
        List<Measurement> all = new ArrayList<>();
        System.out.printf("%-70s %8s %8s %8s %8s  %s%n", "shape", "0.25 MB", "0.5 MB", "1 MB", "2 MB", "refused for");
        for (Shape shape : shapes) {
            Measurement measured = measure(shape);
            all.add(measured);
            long[] millis = measured.millis();
            System.out.printf(
                    "%-70s %8d %8d %8d %8d  %s%n",
                    shape, millis[0], millis[1], millis[2], millis[3], why(measured.refusal()));
        }
        all.sort((a, b) -> Long.compare(b.millis()[3], a.millis()[3]));
        System.out.println("The slowest at 2 MB:");
        all.stream().limit(10).forEach(one -> System.out.printf("%8d ms  %s%n", one.millis()[3], one.shape()));
    }

    private static Measurement measure(Shape shape) {
        long[] millis = new long[SIZES.length];
        @Nullable Problem refusal = null;
        for (int i = 0; i < SIZES.length; i++) {
            // The upload limit is in bytes; longer uploads are refused unread.
            String text = shape.text().apply(SIZES[i] - 200);
            millis[i] = Long.MAX_VALUE;
            for (int turn = 0; turn < 2; turn++) {
                long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                refusal = UploadPipeline.run(shape.type(), text);
                long took = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1_000_000;
                millis[i] = Math.min(millis[i], took);
                if (took > 3000) {
                    break;
                }
            }
        }
        return new Measurement(shape, millis, refusal);
    }

    private static String why(@Nullable Problem refusal) {
        if (refusal == null) {
            return "-";
        }
        return refusal.faults().isEmpty()
                ? refusal.code().code()
                : refusal.faults().stream().map(Fault::code).findFirst().orElse("");
    }
}
