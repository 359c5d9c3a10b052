package dev.broadsheet.media.worker.codec;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_ARGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.broadsheet.media.worker.pixels.Layout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/**
 * Reads a decoded frame row by row as RGB or RGBA of 8 bits: ARGB, and planes of grey, YCbCr or RGB with 8 to 16 bits.
 * Other formats are refused.
 */
public final class FrameRows {

    private static final int FIXED = 1 << 16;

    private final AVFrame frame;
    private final boolean packed;
    private final boolean rgb;
    private final boolean alpha;
    private final int planes;
    private final int depth;
    private final int shiftX;
    private final int shiftY;
    private final int width;
    private final BytePointer[] data;
    private final byte[] raw;
    private final int[][] values;

    // YCbCr to RGB, in 1/65536.
    private final int luma;
    private final int lumaZero;
    private final int redOfCr;
    private final int greenOfCb;
    private final int greenOfCr;
    private final int blueOfCb;

    public FrameRows(DecodedFrame decoded) throws CodecException {
        this.frame = decoded.frame();
        this.width = frame.width();
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        this.packed = frame.format() == AV_PIX_FMT_ARGB;
        this.planes = format.nb_components();
        this.alpha = (format.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        this.rgb = (format.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        this.depth = format.comp(0).depth();
        this.shiftX = format.log2_chroma_w();
        this.shiftY = format.log2_chroma_h();
        String name = String.valueOf(av_get_pix_fmt_name(frame.format()).getString());
        if (!packed && !name.matches("(gray|yuva?4\\d\\dp|yuvj4\\d\\dp|gbra?p)(9|10|12|14|16)?(le)?")) {
            throw new CodecException(name, frame.format());
        }
        this.data = new BytePointer[packed ? 1 : planes];
        for (int i = 0; i < data.length; i++) {
            data[i] = new BytePointer(frame.data(i));
        }
        this.raw = new byte[packed ? width * 4 : width * 2];
        this.values = new int[planes][width];
        boolean full = frame.color_range() == AVCOL_RANGE_JPEG || name.startsWith("yuvj");
        double kr = frame.colorspace() == AVCOL_SPC_BT709 ? 0.2126 : 0.299;
        double kb = frame.colorspace() == AVCOL_SPC_BT709 ? 0.0722 : 0.114;
        if (frame.colorspace() == AVCOL_SPC_BT2020_NCL) {
            kr = 0.2627;
            kb = 0.0593;
        }
        double chroma = full ? 1 : 255.0 / 224;
        this.luma = fixed(full ? 1 : 255.0 / 219);
        this.lumaZero = full ? 0 : 16;
        this.redOfCr = fixed(2 * (1 - kr) * chroma);
        this.blueOfCb = fixed(2 * (1 - kb) * chroma);
        this.greenOfCb = fixed(2 * (1 - kb) * kb / (1 - kr - kb) * chroma);
        this.greenOfCr = fixed(2 * (1 - kr) * kr / (1 - kr - kb) * chroma);
    }

    public Layout layout() {
        return alpha ? Layout.RGBA : Layout.RGB;
    }

    /** Reads a row of RGB or RGBA. */
    public void read(int y, byte[] to) {
        if (packed) {
            data[0].position((long) y * frame.linesize(0)).get(raw, 0, width * 4);
            for (int i = 0; i < width * 4; i += 4) {
                to[i] = raw[i + 1];
                to[i + 1] = raw[i + 2];
                to[i + 2] = raw[i + 3];
                to[i + 3] = raw[i];
            }
            return;
        }
        for (int plane = 0; plane < planes; plane++) {
            readPlane(plane, y);
        }
        int step = layout().bands();
        if (rgb) {
            put(to, step, values[2], values[0], values[1]);
        } else if (planes < 3) {
            put(to, step, values[0], values[0], values[0]);
        } else {
            convert(to, step);
        }
        if (alpha) {
            for (int x = 0; x < width; x++) {
                to[4 * x + 3] = (byte) values[planes - 1][x];
            }
        }
    }

    /** Reads a row of the first plane alone, such as the opacity in a picture of its own. */
    public void readFirst(int y, byte[] to, int offset) {
        readPlane(0, y);
        for (int x = 0; x < width; x++) {
            to[offset + x] = grey(values[0][x]);
        }
    }

    private void readPlane(int plane, int y) {
        boolean chroma = !rgb && (plane == 1 || plane == 2);
        int columns = chroma ? (width + (1 << shiftX) - 1) >> shiftX : width;
        int bytes = depth > 8 ? 2 : 1;
        long start = (long) (chroma ? y >> shiftY : y) * frame.linesize(plane);
        data[plane].position(start).get(raw, 0, columns * bytes);
        int shift = chroma ? shiftX : 0;
        int[] row = values[plane];
        if (bytes == 1) {
            for (int x = 0; x < width; x++) {
                row[x] = raw[x >> shift] & 255;
            }
        } else {
            for (int x = 0; x < width; x++) {
                int at = (x >> shift) * 2;
                row[x] = (raw[at] & 255 | (raw[at + 1] & 255) << 8) >> depth - 8;
            }
        }
    }

    private void convert(byte[] to, int step) {
        for (int x = 0, at = 0; x < width; x++, at += step) {
            int grey = (values[0][x] - lumaZero) * luma;
            int cb = values[1][x] - 128;
            int cr = values[2][x] - 128;
            to[at] = clamp(grey + redOfCr * cr);
            to[at + 1] = clamp(grey - greenOfCb * cb - greenOfCr * cr);
            to[at + 2] = clamp(grey + blueOfCb * cb);
        }
    }

    private void put(byte[] to, int step, int[] red, int[] green, int[] blue) {
        for (int x = 0, at = 0; x < width; x++, at += step) {
            to[at] = grey(red[x]);
            to[at + 1] = grey(green[x]);
            to[at + 2] = grey(blue[x]);
        }
    }

    private byte grey(int value) {
        return rgb ? (byte) value : clamp((value - lumaZero) * luma);
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value + FIXED / 2 >> 16));
    }

    private static int fixed(double value) {
        return (int) Math.round(value * FIXED);
    }
}
