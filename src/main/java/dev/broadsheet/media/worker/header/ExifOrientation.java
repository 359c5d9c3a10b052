package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.pixels.Orientation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The tag Orientation of Exif data, which begin with a TIFF header. Damaged data are upright. */
final class ExifOrientation {

    private static final int TAG = 0x0112;

    private ExifOrientation() {}

    static Orientation of(byte[] tiff) {
        try {
            ByteBuffer data = ByteBuffer.wrap(tiff);
            data.order(data.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = data.getInt(4);
            int entries = data.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if ((data.getShort(entry) & 0xffff) == TAG) {
                    return Orientation.ofExif(data.getShort(entry + 8));
                }
            }
            return Orientation.UPRIGHT;
        } catch (IndexOutOfBoundsException | BufferUnderflowException damaged) {
            return Orientation.UPRIGHT;
        }
    }
}
