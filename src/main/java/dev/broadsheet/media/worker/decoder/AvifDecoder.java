package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.DecodedFrame;
import dev.broadsheet.media.worker.codec.FrameRows;
import dev.broadsheet.media.worker.header.Av1Sequence;
import dev.broadsheet.media.worker.header.AvifHeader;
import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Region;
import dev.broadsheet.media.worker.pixels.Scaler;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes AVIF with FFmpeg's libaom. Of an image sequence, its primary picture. */
final class AvifDecoder {

    /** libaom needs up to twenty bytes a pixel. */
    private static final double MILLIONS = 8.5;

    private AvifDecoder() {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        AvifHeader header = AvifHeader.read(file);
        Limits.checkFrames(header.frames());
        Limits.check(header.size(), MILLIONS, "An AVIF");
        PartsStream color = data(file, header.color());
        PartsStream opacity = header.alpha().isEmpty() ? null : data(file, header.alpha());
        try {
            byte[] alpha = opacity == null ? null : readAlpha(opacity, header.size());
            try (DecodedFrame frame = decode(color, header.size())) {
                Pixels scaled = scaled(new FrameRows(frame), header.size(), alpha);
                byte[] profile = header.profile() == null ? WideGamut.profile(header.primaries()) : header.profile();
                Pixels srgb = ColorProfile.toSrgb(scaled, profile).withoutUselessAlpha();
                return new Decoded(
                        header.orientation().apply(header.size()),
                        header.orientation().apply(srgb),
                        header.frames() > 1);
            }
        } catch (CodecException refused) {
            throw Refusal.unreadable("The AVIF is damaged.");
        }
    }

    private static PartsStream data(FileBytes file, List<long[]> parts) throws Refusal {
        PartsStream data = new PartsStream(file);
        for (long[] part : parts) {
            long length = part[1] == 0 ? file.length() - part[0] : part[1];
            if (part[0] < 0 || length <= 0 || length > file.length() - part[0]) {
                throw Refusal.unreadable("The AVIF ends before its picture.");
            }
            data.add(part[0], length);
        }
        if (data.length() > file.length()) {
            throw Refusal.unreadable("Parts of the AVIF overlap.");
        }
        return data;
    }

    private static DecodedFrame decode(PartsStream data, Size size) throws IOException, Refusal, CodecException {
        Size coded = Av1Sequence.largestFrame(data);
        Limits.check(coded, MILLIONS, "An AVIF");
        DecodedFrame frame = DecodedFrame.decode(
                "libaom-av1",
                (offset, to, count) -> {
                    data.seek(offset);
                    data.readFully(to, 0, count);
                },
                Math.toIntExact(data.length()),
                coded);
        if (!frame.size().equals(size)) {
            frame.close();
            throw Refusal.unreadable("The AVIF has another size than it says.");
        }
        return frame;
    }

    /** The opacity is a picture of its own. Decoded first, so that two frames are never in memory. */
    private static byte[] readAlpha(PartsStream data, Size size) throws IOException, Refusal, CodecException {
        try (DecodedFrame frame = decode(data, size)) {
            FrameRows rows = new FrameRows(frame);
            byte[] alpha = new byte[Math.toIntExact(size.pixels())];
            for (int y = 0; y < size.height(); y++) {
                rows.readFirst(y, alpha, y * size.width());
            }
            return alpha;
        }
    }

    private static Pixels scaled(FrameRows rows, Size size, byte @Nullable [] alpha) {
        Layout layout = alpha == null ? rows.layout() : Layout.RGBA;
        Scaler scaler = new Scaler(size, Region.all(size), size.working(), layout);
        byte[] row = new byte[size.width() * rows.layout().bands()];
        byte[] wide = new byte[size.width() * 4];
        for (int y = 0; y < size.height(); y++) {
            rows.read(y, row);
            if (alpha == null) {
                scaler.row(row, 0);
            } else {
                int bands = rows.layout().bands();
                for (int x = 0; x < size.width(); x++) {
                    System.arraycopy(row, x * bands, wide, 4 * x, 3);
                    wide[4 * x + 3] = alpha[y * size.width() + x];
                }
                scaler.row(wide, 0);
            }
        }
        return scaler.pixels();
    }
}
