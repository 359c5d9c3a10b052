package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.input.HostileInputs.Shape;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CPU time of an upload is linear in its length, whatever it contains. */
class LinearTimeTest {

    private static final int SMALLEST = 1 << 15;
    private static final int LARGEST = 1 << 21;
    private static final int SAMPLE = 12;

    /** Tolerance for clock resolution, garbage collection and code that isn't JIT-compiled yet. */
    private static final Duration NOISE = Duration.ofMillis(60);

    static List<Shape> all() {
        return HostileInputs.all();
    }

    /** Nested tables, and some other shapes that vary by day. */
    static List<Shape> sample() {
        long day = System.currentTimeMillis() / Duration.ofDays(1).toMillis();
        List<Shape> shapes = new ArrayList<>(HostileInputs.all());
        Shape nestedTables = shapes.get(0);
        Collections.shuffle(shapes, new Random(day));
        List<Shape> sample = new ArrayList<>(shapes.subList(0, SAMPLE));
        sample.add(nestedTables);
        return sample;
    }

    /** The limit is about ten times the cost of the slowest shape. */
    @ParameterizedTest
    @MethodSource("sample")
    void largestUploadIsReadInSeconds(Shape shape) {
        assertThat(cost(shape, LARGEST / 2)).isLessThan(Duration.ofSeconds(5));
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("all")
    void doublingAnUploadAtMostDoublesItsTime(Shape shape) {
        cost(shape, SMALLEST);
        Duration half = cost(shape, SMALLEST);
        for (int size = 2 * SMALLEST; size <= LARGEST; size *= 2) {
            Duration whole = cost(shape, size);
            Duration allowed = half.multipliedBy(5).dividedBy(2).plus(NOISE);
            // Repeats the measurement: a pause of the machine slows one run, superlinear time slows every run.
            for (int i = 0; i < 5 && whole.compareTo(allowed) > 0; i++) {
                half = larger(half, cost(shape, size / 2));
                allowed = half.multipliedBy(5).dividedBy(2).plus(NOISE);
                whole = smaller(whole, cost(shape, size));
            }
            assertThat(whole).as("%s, %d characters", shape, size).isLessThan(allowed);
            // The slowest shape is a line of 230,000 links, each of which is a node of its own.
            assertThat(whole).as("%s, %d characters", shape, size).isLessThan(Duration.ofSeconds(6));
            half = whole;
        }
    }

    @Tag("thorough")
    @Test
    void catalogueHasAtLeastFortyShapes() {
        assertThat(all().stream().map(Shape::toString).distinct()).hasSizeGreaterThan(40);
    }

    private static Duration smaller(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration larger(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration cost(Shape shape, int size) {
        // Leaves 200 characters for the text around the repeated part: more than 2 MiB is refused.
        String text = shape.text().apply(size - 200);
        long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        UploadPipeline.run(shape.type(), text);
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from);
    }
}
