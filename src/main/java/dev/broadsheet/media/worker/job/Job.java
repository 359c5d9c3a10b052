package dev.broadsheet.media.worker.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Work for the worker process. Files are named by absolute paths. */
public sealed interface Job {

    /** The byte that the process writes when it takes jobs. */
    int READY = 'r';

    /** Decodes a file and writes its working copy. Answered by {@link Outcome.Facts}. */
    record Read(String file, String mediaType, String workingCopy) implements Job {}

    /**
     * Writes a rendition of a working copy. The rectangle is in fractions of its width and height. Answered by
     * {@link Outcome.Done}.
     *
     * @param format the name of a format, in lower case
     */
    record Render(
            String workingCopy,
            double left,
            double top,
            double right,
            double bottom,
            int width,
            int height,
            String format,
            String target)
            implements Job {}

    /** Asks for the formats that can be written here. Answered by {@link Outcome.Formats}. */
    record ListFormats() implements Job {}

    default void write(DataOutput out) throws IOException {
        if (this instanceof Read read) {
            out.writeByte('r');
            Text.write(out, read.file);
            Text.write(out, read.mediaType);
            Text.write(out, read.workingCopy);
        } else if (this instanceof Render render) {
            out.writeByte('w');
            Text.write(out, render.workingCopy);
            out.writeDouble(render.left);
            out.writeDouble(render.top);
            out.writeDouble(render.right);
            out.writeDouble(render.bottom);
            out.writeInt(render.width);
            out.writeInt(render.height);
            Text.write(out, render.format);
            Text.write(out, render.target);
        } else {
            out.writeByte('f');
        }
    }

    static Job read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'r' -> new Read(Text.read(in), Text.read(in), Text.read(in));
            case 'w' ->
                new Render(
                        Text.read(in),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readInt(),
                        in.readInt(),
                        Text.read(in),
                        Text.read(in));
            case 'f' -> new ListFormats();
            default -> throw new IOException("unknown job " + kind);
        };
    }
}
