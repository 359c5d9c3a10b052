package dev.broadsheet.body.document;

import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of marked text as properly nested spans, which the HTML and Markdown writers open and close around each piece.
 * The longest mark is outermost; {@link Mark#CODE} is always innermost. A line break belongs to the spans on both
 * sides, except code.
 */
public final class InlineSpans {

    private static final List<Span> NO_SPANS = List.of();
    private static final Mark[] MARKS = Mark.values();
    private static final int LINK = MARKS.length;

    private final List<List<Span>> opened;
    private final List<List<Span>> closed;
    private final List<Span> all = new ArrayList<>();

    private InlineSpans(int size) {
        opened = new ArrayList<>(size);
        closed = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            opened.add(NO_SPANS);
            closed.add(NO_SPANS);
        }
    }

    /** One mark (or the link, if mark is null) over the pieces from first to last. */
    public static final class Span {
        private final @Nullable Mark mark;
        private final @Nullable Link link;
        private final int number;
        private final int first;
        private int last;

        Span(@Nullable Mark mark, @Nullable Link link, int number, int first) {
            this.mark = mark;
            this.link = link;
            this.number = number;
            this.first = first;
        }

        /** The index of this span in {@link InlineSpans#all}. */
        public int number() {
            return number;
        }

        public @Nullable Mark mark() {
            return mark;
        }

        public @Nullable Link link() {
            return link;
        }

        public int first() {
            return first;
        }

        public int last() {
            return last;
        }
    }

    /** Returns the spans that open before piece i, outermost first. */
    public List<Span> opened(int i) {
        return opened.get(i);
    }

    /** Returns the spans that close after piece i, innermost first. */
    public List<Span> closed(int i) {
        return closed.get(i);
    }

    public List<Span> all() {
        return all;
    }

    public static InlineSpans of(List<Inline> content) {
        int size = content.size();
        InlineSpans spans = new InlineSpans(size);
        Marks[] marks = marks(content);
        int[][] reach = reach(marks);
        List<Span> open = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Marks here = marks[i];
            int keep = 0;
            while (keep < open.size() && continues(open.get(keep), here)) {
                keep++;
            }
            spans.close(open, keep, i - 1);
            spans.open(open, here, i, reach);
        }
        spans.close(open, 0, size - 1);
        return spans;
    }

    private void close(List<Span> open, int keep, int last) {
        if (open.size() > keep) {
            List<Span> closing = new ArrayList<>(open.size() - keep);
            while (open.size() > keep) {
                Span range = open.remove(open.size() - 1);
                range.last = last;
                closing.add(range);
            }
            closed.set(last, closing);
        }
    }

    private void open(List<Span> open, Marks here, int i, int[][] reach) {
        int missing = here.bits();
        boolean link = here.link() != null;
        for (Span range : open) {
            if (range.mark == null) {
                link = false;
            } else {
                missing &= ~range.mark.bit();
            }
        }
        if (missing == 0 && !link) {
            return;
        }
        List<Span> opening = new ArrayList<>(2);
        while (missing != 0 || link) {
            int next = link ? LINK : -1;
            for (Mark mark : MARKS) {
                int m = mark.ordinal();
                boolean candidate = (missing & mark.bit()) != 0;
                if (candidate
                        && (next < 0
                                || next == Mark.CODE.ordinal()
                                || mark != Mark.CODE && reach[m][i] > reach[next][i])) {
                    next = m;
                }
            }
            Span range = next == LINK
                    ? new Span(null, here.link(), all.size(), i)
                    : new Span(MARKS[next], null, all.size(), i);
            link &= next != LINK;
            missing &= next == LINK ? missing : ~MARKS[next].bit();
            opening.add(range);
            open.add(range);
            all.add(range);
        }
        opened.set(i, opening);
    }

    private static boolean continues(Span range, Marks here) {
        if (range.mark != null) {
            return here.has(range.mark) && range.mark != Mark.CODE;
        }
        return range.link != null && range.link.equals(here.link());
    }

    /** Returns the marks of each piece. A line break has the marks that its neighbours share. */
    private static Marks[] marks(List<Inline> content) {
        Marks[] marks = new Marks[content.size()];
        Marks after = Marks.NONE;
        for (int i = marks.length - 1; i >= 0; i--) {
            Inline inline = content.get(i);
            if (inline instanceof Text text) {
                after = text.marks();
                marks[i] = after;
            } else if (inline instanceof Break) {
                marks[i] = after;
            } else {
                after = Marks.NONE;
                marks[i] = Marks.NONE;
            }
        }
        Marks before = Marks.NONE;
        for (int i = 0; i < marks.length; i++) {
            if (content.get(i) instanceof Break) {
                marks[i] = marks[i].and(before).without(Mark.CODE);
            } else {
                before = marks[i];
            }
        }
        return marks;
    }

    /** For each mark and the link, and each piece i: the last piece of the gapless run that begins at piece i. */
    private static int[][] reach(Marks[] marks) {
        int[][] reach = new int[LINK + 1][marks.length];
        for (int i = marks.length - 1; i >= 0; i--) {
            boolean last = i + 1 == marks.length;
            for (Mark mark : MARKS) {
                int m = mark.ordinal();
                reach[m][i] = !last && marks[i + 1].has(mark) ? reach[m][i + 1] : i;
            }
            Link link = marks[i].link();
            reach[LINK][i] = !last && link != null && link.equals(marks[i + 1].link()) ? reach[LINK][i + 1] : i;
        }
        return reach;
    }
}
