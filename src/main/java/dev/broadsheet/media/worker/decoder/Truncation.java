package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.job.Refusal;

/**
 * What a file may lack at its end: the bytes behind the picture, and up to 2 % of the picture. Some cameras and old
 * programs leave out the last bytes, and browsers show such files. A file that lacks more was cut off on its way: it is
 * refused, because the missing part would be grey.
 */
final class Truncation {

    /** The missing part may be one in so many. */
    private static final int TOLERATED = 50;

    private Truncation() {}

    static boolean isSmall(long missing, long whole) {
        return missing <= whole / TOLERATED;
    }

    static Refusal refusal() {
        return Refusal.unreadable("The file ends before the picture does.");
    }

    static Refusal refusal(int rows, int height) {
        return Refusal.unreadable(
                "The file ends before the picture does; " + 100L * rows / height + " % of the rows are there.");
    }
}
