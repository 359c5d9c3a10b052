package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Size;

/**
 * What the decoders take. The numbers keep the worker process within 300 MB and, on a slow machine, within its processor
 * time.
 */
final class Limits {

    private static final int SIDE = 16_384;
    private static final int SCANS = 64;
    private static final int FRAMES = 300;

    private Limits() {}

    /** @param millions how many millions of pixels the format may have */
    static void check(Size size, double millions, String kind) throws Refusal {
        if (size.width() < 1 || size.height() < 1) {
            throw Refusal.unreadable("The picture has no width or height.");
        }
        if (Math.max(size.width(), size.height()) > SIDE || size.pixels() > millions * 1_000_000) {
            throw new Refusal(
                    ProblemCode.IMAGE_TOO_MANY_PIXELS,
                    "The picture has " + size.width() + " x " + size.height() + " pixels. " + kind
                            + " may have at most " + SIDE + " on a side and "
                            + (millions == (long) millions ? Long.toString((long) millions) : Double.toString(millions))
                            + " million in all.");
        }
    }

    static void checkScans(int scans) throws Refusal {
        if (scans > SCANS) {
            throw new Refusal(
                    ProblemCode.IMAGE_TOO_MANY_SCANS,
                    "The JPEG has " + scans + " scans; at most " + SCANS + " are read.");
        }
    }

    static void checkFrames(long frames) throws Refusal {
        if (frames > FRAMES) {
            throw new Refusal(ProblemCode.IMAGE_TOO_MANY_FRAMES, "The animation has more than " + FRAMES + " frames.");
        }
    }
}
