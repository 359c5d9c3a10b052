package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.JpegHeader;
import dev.broadsheet.media.worker.header.JpegScans;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.job.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Notes how much of a JPEG was there when its data ended. The reader only warns, and makes up the rest. It warns of damage
 * in the middle with the same words, but then it hasn't read up to the end marker yet.
 */
final class EndOfData implements IIOReadWarningListener {

    private final JpegHeader header;
    private final PartsStream stream;
    private final long marker;
    private final @Nullable RowSink sink;
    private boolean reached;
    private int rows;
    private int passes;

    /**
     * @param marker where the end marker begins: a part of its own, which is read when all before it is used up
     * @param sink null if the rows can't be counted
     */
    EndOfData(JpegHeader header, PartsStream stream, long marker, @Nullable RowSink sink) {
        this.header = header;
        this.stream = stream;
        this.marker = marker;
        this.sink = sink;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        try {
            if (!reached && stream.getStreamPosition() > marker) {
                reached = true;
                rows = sink == null ? 0 : sink.rows();
                passes = sink == null ? 0 : sink.passes();
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /**
     * Refuses a picture that lacks too much. Of several scans, each coefficient must have come once: then only the last
     * bits of some are missing, which is hard to see. With fewer, it would be blurred or without its colours for good.
     */
    void check() throws Refusal {
        JpegScans scans = header.scans();
        int height = header.size().height();
        int there = rowsOfLastScan();
        int missing = height - there;
        // Rows are given out when the blocks below them begin.
        boolean almost = missing <= header.blockRows() * 5 / 4 || Truncation.isSmall(missing, height);
        if (header.buffered()) {
            boolean cut = reached || !scans.ended();
            if (cut && !(almost ? scans.whole() : scans.wholeBeforeLast())) {
                throw Truncation.refusal();
            }
        } else if (!almost) {
            throw sink == null ? Truncation.refusal() : Truncation.refusal(there, height);
        }
    }

    private int rowsOfLastScan() {
        if (!reached) {
            return header.size().height();
        }
        return passes < (header.buffered() ? header.scans().count() : 1) ? 0 : rows;
    }
}
