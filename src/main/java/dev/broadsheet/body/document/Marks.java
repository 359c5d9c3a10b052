package dev.broadsheet.body.document;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The marks of one piece of text, and at most one link. Marks are a set, so the nesting in the source format doesn't
 * matter.
 *
 * @param bits one bit per {@link Mark}; use {@link #has} and {@link #with}
 */
public record Marks(int bits, @Nullable Link link) {

    public static final Marks NONE = new Marks(0, null);

    public static Marks of(Mark... marks) {
        Marks all = NONE;
        for (Mark mark : marks) {
            all = all.with(mark);
        }
        return all;
    }

    public boolean has(Mark mark) {
        return (bits & mark.bit()) != 0;
    }

    public boolean isEmpty() {
        return bits == 0 && link == null;
    }

    public Marks with(Mark mark) {
        return has(mark) ? this : new Marks(bits | mark.bit(), link);
    }

    public Marks without(Mark mark) {
        return has(mark) ? new Marks(bits & ~mark.bit(), link) : this;
    }

    public Marks with(@Nullable Link link) {
        return Objects.equals(link, this.link) ? this : new Marks(bits, link);
    }

    /** Returns these marks, without code and the link unless {@code others} has them too. */
    public Marks withinSpansOf(Marks others) {
        Marks marks = others.has(Mark.CODE) ? this : without(Mark.CODE);
        return marks.link() == null || marks.link().equals(others.link()) ? marks : new Marks(marks.bits, null);
    }

    /** Returns the marks that both have, which are the marks of a space between them. */
    public Marks and(Marks other) {
        if (equals(other)) {
            return this;
        }
        return new Marks(bits & other.bits, Objects.equals(link, other.link) ? link : null);
    }
}
