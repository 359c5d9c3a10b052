package dev.broadsheet.media.worker.header;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The scans of a JPEG.
 *
 * @param count how many have begun
 * @param ended whether the end marker follows the last one
 * @param whole whether they send each coefficient at least once, be it without its last bits
 * @param wholeBeforeLast whether those before the last one do
 */
public record JpegScans(int count, boolean ended, boolean whole, boolean wholeBeforeLast) {

    /** Collects which coefficients the scans send, a bit for each of the 64 of a component (ITU T.81, B.2.3). */
    static final class Coverage {
        private static final long ALL = -1;

        private final Map<Integer, Long> sent = new HashMap<>();
        private int count;
        private boolean whole;
        private boolean wholeBeforeLast;

        /** @param at the content of the scan's header */
        void add(FileBytes file, long at, int[] components) throws IOException {
            count++;
            wholeBeforeLast = whole;
            int inScan = file.at(at);
            long spectrum = at + 1 + 2L * inScan;
            int first = file.at(spectrum) & 63;
            int last = file.at(spectrum + 1) & 63;
            long bits = ALL >>> 63 - last & ALL << first;
            for (int i = 0; i < inScan; i++) {
                sent.merge(file.at(at + 1 + 2L * i), bits, (before, more) -> before | more);
            }
            whole = true;
            for (int component : components) {
                whole &= sent.getOrDefault(component, 0L) == ALL;
            }
        }

        JpegScans scans(boolean ended) {
            return new JpegScans(count, ended, whole, wholeBeforeLast);
        }
    }
}
