package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The largest frame of AV1 data, by their sequence headers (AV1 specification, 5.5). The boxes around them may lie; the
 * decoder allocates by these.
 */
public final class Av1Sequence {

    private static final int SEQUENCE_HEADER = 1;

    private final PartsStream data;

    private Av1Sequence(PartsStream data) {
        this.data = data;
    }

    public static Size largestFrame(PartsStream data) throws IOException, Refusal {
        try {
            Size size = new Av1Sequence(data).read();
            if (size == null) {
                throw Refusal.unreadable("The AVIF has no sequence header.");
            }
            return size;
        } catch (EOFException truncated) {
            throw Refusal.unreadable("The AVIF ends before its picture begins.");
        }
    }

    private @Nullable Size read() throws IOException {
        Size largest = null;
        for (long at = 0; at < data.length(); ) {
            data.seek(at);
            int head = data.readUnsignedByte();
            at += (head & 4) == 0 ? 1 : 2;
            data.seek(at);
            long length = data.length() - at;
            if ((head & 2) != 0) {
                length = leb128();
                at = data.getStreamPosition();
            }
            if ((head >> 3 & 15) == SEQUENCE_HEADER) {
                Size size = frameSize();
                largest = largest == null
                        ? size
                        : new Size(Math.max(largest.width(), size.width()), Math.max(largest.height(), size.height()));
            }
            at += length;
        }
        return largest;
    }

    private long leb128() throws IOException {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int next = data.readUnsignedByte();
            value |= (long) (next & 127) << 7 * i;
            if (next < 128) {
                return value;
            }
        }
        throw new EOFException();
    }

    private Size frameSize() throws IOException {
        // seq_profile, still_picture
        data.readBits(4);
        boolean reduced = data.readBit() == 1;
        if (reduced) {
            data.readBits(5);
        } else {
            skipOperatingPoints();
        }
        int widthBits = (int) data.readBits(4) + 1;
        int heightBits = (int) data.readBits(4) + 1;
        int width = (int) data.readBits(widthBits) + 1;
        return new Size(width, (int) data.readBits(heightBits) + 1);
    }

    private void skipOperatingPoints() throws IOException {
        boolean decoderModel = false;
        int delayBits = 0;
        if (data.readBit() == 1) {
            // Timing: two numbers, then whether pictures have equal intervals.
            data.readBits(64);
            if (data.readBit() == 1) {
                int zeros = 0;
                while (data.readBit() == 0 && zeros < 32) {
                    zeros++;
                }
                data.readBits(zeros);
            }
            decoderModel = data.readBit() == 1;
            if (decoderModel) {
                delayBits = (int) data.readBits(5) + 1;
                data.readBits(42);
            }
        }
        boolean displayDelay = data.readBit() == 1;
        for (int points = (int) data.readBits(5) + 1; points > 0; points--) {
            data.readBits(12);
            if (data.readBits(5) > 7) {
                data.readBit();
            }
            if (decoderModel && data.readBit() == 1) {
                data.readBits(delayBits);
                data.readBits(delayBits);
                data.readBit();
            }
            if (displayDelay && data.readBit() == 1) {
                data.readBits(4);
            }
        }
    }
}
