package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.codec.CodecException;
import dev.broadsheet.media.worker.codec.DecodedFrame;
import dev.broadsheet.media.worker.codec.FrameRows;
import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.PartsStream;
import dev.broadsheet.media.worker.header.WebpHeader;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Region;
import dev.broadsheet.media.worker.pixels.Scaler;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Decodes WebP with FFmpeg. Of an animation, the first frame on a transparent canvas. */
final class WebpDecoder {

    private static final double MILLIONS = 40;

    /** Lossless pictures and opacity have four bytes a pixel in the memory of the decoder. */
    private static final double MILLIONS_LOSSLESS = 32;

    private WebpDecoder() {}

    static Decoded decode(FileBytes file) throws IOException, Refusal {
        WebpHeader header = WebpHeader.read(file);
        Limits.checkFrames(header.frames());
        if (header.lossless() || header.hasAlphaChunk()) {
            Limits.check(header.canvas(), MILLIONS_LOSSLESS, "A lossless or transparent WebP");
        } else {
            Limits.check(header.canvas(), MILLIONS, "A WebP");
        }
        PartsStream packet = packet(file, header);
        // The decoder makes up the rest of a lossy picture.
        if (!Truncation.isSmall(header.missing(), packet.length() + header.missing())) {
            throw Truncation.refusal();
        }
        try (DecodedFrame frame = DecodedFrame.decode(
                "webp",
                (offset, to, count) -> {
                    packet.seek(offset);
                    packet.readFully(to, 0, count);
                },
                Math.toIntExact(packet.length()),
                header.frame())) {
            if (!frame.size().equals(header.frame())) {
                throw Refusal.unreadable("The WebP has another size than it says.");
            }
            Pixels srgb = ColorProfile.toSrgb(scaled(new FrameRows(frame), header), header.profile())
                    .withoutUselessAlpha();
            return new Decoded(
                    header.orientation().apply(header.canvas()),
                    header.orientation().apply(srgb),
                    header.frames() > 1);
        } catch (CodecException refused) {
            throw Refusal.unreadable("The WebP is damaged.");
        }
    }

    /** The first frame as a file of its own. */
    private static PartsStream packet(FileBytes file, WebpHeader header) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        long length = 4 + (header.hasAlphaChunk() ? 18 : 0);
        for (long[] part : header.parts()) {
            length += part[1] + (part[1] & 1);
        }
        head.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        writeLittleEndian(head, length, 4);
        head.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        if (header.hasAlphaChunk()) {
            head.writeBytes("VP8X".getBytes(StandardCharsets.US_ASCII));
            writeLittleEndian(head, 10, 4);
            writeLittleEndian(head, 0x10, 4);
            writeLittleEndian(head, header.frame().width() - 1, 3);
            writeLittleEndian(head, header.frame().height() - 1, 3);
        }
        PartsStream packet = new PartsStream(file).add(head.toByteArray());
        for (long[] part : header.parts()) {
            packet.add(part[0], part[1]);
            if ((part[1] & 1) == 1) {
                packet.add(new byte[1]);
            }
        }
        return packet;
    }

    private static void writeLittleEndian(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >> 8 * i));
        }
    }

    private static Pixels scaled(FrameRows rows, WebpHeader header) {
        Size canvas = header.canvas();
        boolean whole = canvas.equals(header.frame());
        Layout layout = whole ? rows.layout() : Layout.RGBA;
        Scaler scaler = new Scaler(canvas, Region.all(canvas), canvas.working(), layout);
        byte[] row = new byte[header.frame().width() * rows.layout().bands()];
        byte[] wide = new byte[canvas.width() * 4];
        for (int y = 0; y < canvas.height(); y++) {
            int inside = y - header.top();
            boolean shown = inside >= 0 && inside < header.frame().height();
            if (shown) {
                rows.read(inside, row);
            }
            if (whole) {
                scaler.row(row, 0);
            } else {
                java.util.Arrays.fill(wide, (byte) 0);
                if (shown) {
                    place(row, rows.layout().bands(), wide, header.left());
                }
                scaler.row(wide, 0);
            }
        }
        return scaler.pixels();
    }

    private static void place(byte[] row, int bands, byte[] wide, int left) {
        for (int from = 0, to = 4 * left; from < row.length; from += bands, to += 4) {
            wide[to] = row[from];
            wide[to + 1] = row[from + 1];
            wide[to + 2] = row[from + 2];
            wide[to + 3] = bands == 4 ? row[from + 3] : -1;
        }
    }
}
