package dev.broadsheet.media.worker.decoder;

import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * A raster without memory: a decoder of the JDK writes rows or pixels to it from the top, and it hands on finished rows.
 * So 100 megapixels are decoded with a few rows in memory.
 *
 * <p>The JPEG reader writes a picture of several scans once for each scan, whatever its parameters say; all passes but one
 * are dropped here.
 */
final class RowSink extends WritableRaster {

    /** Takes a row of interleaved samples. */
    interface Rows {
        void row(byte[] samples, int offset);
    }

    private final Rows rows;
    private final int bands;
    private final byte[] current;
    private final int wantedPass;
    private int pass;
    private int currentY;
    private boolean started;

    /** @param wantedPass the pass whose rows are handed on, counted from 1 */
    RowSink(int width, int height, int bands, int wantedPass, Rows rows) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE, width, height, bands, width * bands, offsets(bands)),
                new DataBufferByte(1),
                new Point());
        this.rows = rows;
        this.bands = bands;
        this.current = new byte[width * bands];
        this.wantedPass = wantedPass;
    }

    /** The JPEG reader gives each row as a raster of one row. */
    @Override
    public void setRect(int x, int y, Raster source) {
        if (x != 0 || source.getWidth() != width || source.getNumBands() != bands) {
            throw new IllegalArgumentException("not a row");
        }
        if (source.getHeight() == 1 && source.getDataBuffer() instanceof DataBufferByte data) {
            begin(y);
            if (pass == wantedPass) {
                System.arraycopy(data.getData(), 0, current, 0, current.length);
            }
        } else {
            throw new IllegalArgumentException("not bytes");
        }
    }

    /** The PNG reader gives single pixels. */
    @Override
    public void setPixel(int x, int y, int[] samples) {
        if (y != currentY || !started) {
            begin(y);
        }
        int to = x * bands;
        for (int band = 0; band < bands; band++) {
            current[to + band] = (byte) samples[band];
        }
    }

    /** Hands on the last row. */
    void finish() {
        if (started && pass == wantedPass) {
            rows.row(current, 0);
        }
        started = false;
    }

    /** How often the picture was written. */
    int passes() {
        return pass;
    }

    /** How many rows of the current pass have come. */
    int rows() {
        return pass == 0 ? 0 : currentY + 1;
    }

    private void begin(int y) {
        finish();
        if (y == 0) {
            pass++;
        } else if (y != currentY + 1) {
            throw new IllegalArgumentException("row " + y + " after " + currentY);
        }
        currentY = y;
        started = true;
    }

    private static int[] offsets(int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        return offsets;
    }
}
