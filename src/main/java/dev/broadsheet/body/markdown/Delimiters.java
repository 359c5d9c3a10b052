package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Spans;
import dev.broadsheet.body.document.Spans.Span;
import java.util.List;
import org.commonmark.text.Characters;

/**
 * Decides for each span of a line whether Markdown's delimiters are sure to be read as it, or
 * whether it takes tags. CommonMark's rule of flanking (spec 6.2) decides, made stricter in two
 * points: where one span ends and another begins, both take tags; and so does the inner of two that
 * begin together and end apart.
 */
final class Delimiters {

    private static final int MAX_PASSES = 4;
    private static final int SPACE = ' ';
    private static final int PUNCTUATION = '[';

    private final List<Inline> content;
    private final Spans spans;
    private final boolean[] tagged;
    private final int afterBreak;

    private Delimiters(List<Inline> content, Spans spans, boolean breaksEndLines) {
        this.content = content;
        this.spans = spans;
        this.tagged = new boolean[spans.all().size()];
        this.afterBreak = breaksEndLines ? SPACE : PUNCTUATION;
    }

    static Delimiters of(List<Inline> content, Spans spans, boolean breaksEndLines) {
        Delimiters delimiters = new Delimiters(content, spans, breaksEndLines);
        delimiters.decide();
        return delimiters;
    }

    String opening(Span span) {
        Mark mark = mark(span);
        return mark == Mark.CODE ? "" : tagged[span.number()] ? "<" + mark.element() + ">" : delimiter(mark);
    }

    String closing(Span span) {
        Mark mark = mark(span);
        return mark == Mark.CODE ? "" : tagged[span.number()] ? "</" + mark.element() + ">" : delimiter(mark);
    }

    private static Mark mark(Span span) {
        Mark mark = span.mark();
        if (mark == null) {
            throw new IllegalArgumentException("A link has no delimiter.");
        }
        return mark;
    }

    private static String delimiter(Mark mark) {
        return switch (mark) {
            case EM -> "*";
            case STRONG -> "**";
            case STRIKE -> "~~";
            default -> "";
        };
    }

    private void decide() {
        for (Span span : spans.all()) {
            tagged[span.number()] = span.mark() == Mark.SUB || span.mark() == Mark.SUP;
        }
        boolean changed = true;
        for (int pass = 0; changed; pass++) {
            changed = false;
            for (Span span : spans.all()) {
                if (isDelimited(span) && (pass == MAX_PASSES || !opensWell(span) || !closesWell(span))) {
                    tagged[span.number()] = true;
                    changed = true;
                }
            }
        }
    }

    private boolean isDelimited(Span span) {
        return isDelimiter(span.mark()) && !tagged[span.number()];
    }

    private static boolean isDelimiter(@org.jspecify.annotations.Nullable Mark mark) {
        return mark == Mark.EM || mark == Mark.STRONG || mark == Mark.STRIKE;
    }

    private static boolean hasDelimiter(List<Span> spans) {
        for (Span span : spans) {
            if (isDelimiter(span.mark())) {
                return true;
            }
        }
        return false;
    }

    private boolean opensWell(Span span) {
        int i = span.first();
        if (i > 0 && hasDelimiter(spans.closed(i - 1))) {
            return false;
        }
        List<Span> here = spans.opened(i);
        int place = here.indexOf(span);
        for (int outer = 0; outer < place; outer++) {
            // what is left of a run of three would close with any two that follow
            if (joins(here.get(outer), span) && here.get(outer).last() != span.last()) {
                return false;
            }
        }
        int before = before(here, place, i, span);
        int after = after(here, place, i, span);
        return !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
    }

    private int before(List<Span> here, int place, int i, Span span) {
        for (int outer = place - 1; outer >= 0; outer--) {
            if (!joins(here.get(outer), span)) {
                return PUNCTUATION;
            }
        }
        if (i == 0) {
            return SPACE;
        }
        if (!spans.closed(i - 1).isEmpty()) {
            return PUNCTUATION;
        }
        Inline piece = content.get(i - 1);
        if (piece instanceof Text text) {
            return text.text().codePointBefore(text.text().length());
        }
        return piece instanceof Break ? afterBreak : PUNCTUATION;
    }

    private int after(List<Span> here, int place, int i, Span span) {
        for (int inner = place + 1; inner < here.size(); inner++) {
            if (!joins(here.get(inner), span)) {
                return PUNCTUATION;
            }
        }
        return content.get(i) instanceof Text text ? text.text().codePointAt(0) : PUNCTUATION;
    }

    private boolean closesWell(Span span) {
        int i = span.last();
        boolean end = i + 1 == content.size();
        if (!end && hasDelimiter(spans.opened(i + 1))) {
            return false;
        }
        List<Span> here = spans.closed(i);
        int place = here.indexOf(span);
        int before = content.get(i) instanceof Text text
                ? text.text().codePointBefore(text.text().length())
                : PUNCTUATION;
        for (int inner = place - 1; inner >= 0; inner--) {
            before = joins(here.get(inner), span) ? before : PUNCTUATION;
        }
        int after = end ? SPACE : next(i + 1);
        for (int outer = place + 1; outer < here.size(); outer++) {
            after = joins(here.get(outer), span) ? after : PUNCTUATION;
        }
        return !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
    }

    private int next(int i) {
        boolean plain = spans.opened(i).isEmpty();
        return plain && content.get(i) instanceof Text text ? text.text().codePointAt(0) : PUNCTUATION;
    }

    /** Whether two spans make one run of asterisks where they meet. */
    private boolean joins(Span one, Span other) {
        return isDelimited(one) && isDelimited(other) && one.mark() != Mark.STRIKE && other.mark() != Mark.STRIKE;
    }

    private static boolean isSpace(int codePoint) {
        return Characters.isWhitespaceCodePoint(codePoint);
    }

    private static boolean isPunctuation(int codePoint) {
        return Characters.isPunctuationCodePoint(codePoint);
    }
}
