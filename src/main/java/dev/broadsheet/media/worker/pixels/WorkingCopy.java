package dev.broadsheet.media.worker.pixels;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a working copy: a head of 16 bytes, then the samples. Uncompressed, because it is read for each rendition
 * and inflating takes longer than scaling; at most 23 MB.
 */
public final class WorkingCopy {

    /** The text BSW and the version of the file's format. */
    private static final int MAGIC = 0x42535701;

    private WorkingCopy() {}

    public static void write(Pixels picture, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(MAGIC);
            out.writeInt(picture.layout() == Layout.RGBA ? 4 : 3);
            out.writeInt(picture.width());
            out.writeInt(picture.height());
            out.write(picture.samples());
        }
    }

    public static Pixels read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int magic = in.readInt();
            int bands = in.readInt();
            Size size = new Size(in.readInt(), in.readInt());
            if (magic != MAGIC
                    || bands != 3 && bands != 4
                    || Math.min(size.width(), size.height()) < 1
                    || !size.equals(size.working())) {
                throw new IOException("not a working copy");
            }
            Pixels picture = new Pixels(size.width(), size.height(), bands == 4 ? Layout.RGBA : Layout.RGB);
            in.readFully(picture.samples());
            return picture;
        }
    }
}
