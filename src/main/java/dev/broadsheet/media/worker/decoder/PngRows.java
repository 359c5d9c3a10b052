package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.PngHeader;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a PNG whose samples are bytes, row by row, and undoes the filters (PNG specification, section 9). The JDK's
 * reader gives single pixels, which takes five times as long.
 */
final class PngRows implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final FileBytes file;
    private final Iterator<long[]> parts;
    private final int bands;
    private final Inflater inflater = new Inflater();
    private final byte[] piece = new byte[PIECE];
    private final byte[] filter = new byte[1];
    private long position;
    private long end;
    private byte[] row = {};
    private byte[] above = {};

    PngRows(FileBytes file, PngHeader header) {
        this.file = file;
        this.parts = header.parts().iterator();
        this.bands = header.bands();
    }

    /** Begins the picture, or a pass of an interlaced one. */
    void begin(int width) {
        row = new byte[width * bands];
        above = new byte[width * bands];
    }

    /**
     * The samples of the next row, until the next call.
     *
     * @throws EOFException if the data end before
     */
    byte[] next() throws IOException {
        byte[] last = above;
        above = row;
        row = last;
        inflate(filter);
        inflate(row);
        switch (filter[0]) {
            case 0 -> {}
            case 1 -> addLeft();
            case 2 -> addAbove();
            case 3 -> addAverage();
            case 4 -> addPaeth();
            default -> throw new IOException("filter " + filter[0]);
        }
        return row;
    }

    private void inflate(byte[] to) throws IOException {
        try {
            for (int done = 0; done < to.length; ) {
                int count = inflater.inflate(to, done, to.length - done);
                done += count;
                if (count == 0) {
                    if (inflater.finished()) {
                        throw new EOFException();
                    }
                    if (!inflater.needsInput()) {
                        throw new IOException("a dictionary is needed");
                    }
                    feed();
                }
            }
        } catch (DataFormatException damaged) {
            throw new IOException(damaged);
        }
    }

    private void feed() throws IOException {
        while (position >= end) {
            if (!parts.hasNext()) {
                throw new EOFException();
            }
            long at = parts.next()[0];
            if (file.startsWith(at + 4, "IDAT")) {
                position = at + 8;
                end = Math.min(position + file.uint32(at), file.length());
            }
        }
        int count = (int) Math.min(PIECE, end - position);
        file.read(position, piece, 0, count);
        position += count;
        inflater.setInput(piece, 0, count);
    }

    private void addLeft() {
        for (int i = bands; i < row.length; i++) {
            row[i] += row[i - bands];
        }
    }

    private void addAbove() {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void addAverage() {
        for (int i = 0; i < bands; i++) {
            row[i] += (byte) ((above[i] & 255) >> 1);
        }
        for (int i = bands; i < row.length; i++) {
            row[i] += (byte) ((row[i - bands] & 255) + (above[i] & 255) >> 1);
        }
    }

    private void addPaeth() {
        for (int i = 0; i < bands; i++) {
            row[i] += above[i];
        }
        for (int i = bands; i < row.length; i++) {
            int left = row[i - bands] & 255;
            int up = above[i] & 255;
            int corner = above[i - bands] & 255;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            row[i] += (byte) (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
