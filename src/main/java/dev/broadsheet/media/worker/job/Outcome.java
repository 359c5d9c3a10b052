package dev.broadsheet.media.worker.job;

import dev.broadsheet.kernel.ProblemCode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a job has ended. */
public sealed interface Outcome {

    /** What was found out about a picture. Width and height are those of the upright original. */
    record Facts(int width, int height, boolean transparent, boolean animated, String blurHash, String color)
            implements Outcome {}

    record Done() implements Outcome {}

    /** @param names in lower case */
    record Formats(List<String> names) implements Outcome {}

    /** The file was refused; the worker goes on. */
    record Refused(ProblemCode code, String detail) implements Outcome {

        public Refused(Refusal refusal) {
            this(refusal.code(), Objects.requireNonNull(refusal.getMessage()));
        }
    }

    /** A file can't be read or written, or an encoder failed. @param message for the log */
    record Failed(String message) implements Outcome {}

    default void write(DataOutput out) throws IOException {
        if (this instanceof Facts facts) {
            out.writeByte('p');
            out.writeInt(facts.width);
            out.writeInt(facts.height);
            out.writeBoolean(facts.transparent);
            out.writeBoolean(facts.animated);
            Text.write(out, facts.blurHash);
            Text.write(out, facts.color);
        } else if (this instanceof Formats formats) {
            out.writeByte('f');
            out.writeByte(formats.names.size());
            for (String name : formats.names) {
                Text.write(out, name);
            }
        } else if (this instanceof Refused refused) {
            out.writeByte('x');
            Text.write(out, refused.code.name());
            Text.write(out, refused.detail);
        } else if (this instanceof Failed failed) {
            out.writeByte('e');
            Text.write(out, failed.message);
        } else {
            out.writeByte('d');
        }
    }

    static Outcome read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'p' ->
                new Facts(in.readInt(), in.readInt(), in.readBoolean(), in.readBoolean(), Text.read(in), Text.read(in));
            case 'f' -> {
                List<String> names = new ArrayList<>();
                for (int left = in.readByte(); left > 0; left--) {
                    names.add(Text.read(in));
                }
                yield new Formats(names);
            }
            case 'x' -> new Refused(code(Text.read(in)), Text.read(in));
            case 'e' -> new Failed(Text.read(in));
            case 'd' -> new Done();
            default -> throw new IOException("unknown outcome " + kind);
        };
    }

    private static ProblemCode code(String name) throws IOException {
        try {
            return ProblemCode.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("unknown problem " + name, unknown);
        }
    }
}
