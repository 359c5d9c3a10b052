package dev.broadsheet.body.markdown;

import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.InlineSpans;
import dev.broadsheet.body.document.InlineSpans.Span;
import dev.broadsheet.body.document.Mark;
import java.util.List;
import org.commonmark.text.Characters;

/**
 * Decides for each span of a line whether Markdown's delimiters are certain to be parsed as that span, or whether it is
 * written with HTML tags. The decision follows CommonMark's flanking rule (spec 6.2), with two stricter points: where
 * one span ends and another begins, both get tags; of two spans that begin together and end apart, the inner one gets
 * tags.
 */
final class Delimiters {

    private static final int MAX_PASSES = 4;
    private static final int SPACE = ' ';
    private static final int PUNCTUATION = '[';

    private final List<Inline> content;
    private final InlineSpans spans;
    private final boolean[] tagged;
    private final int afterBreak;

    private Delimiters(List<Inline> content, InlineSpans spans, boolean breaksEndLines) {
        this.content = content;
        this.spans = spans;
        this.tagged = new boolean[spans.all().size()];
        this.afterBreak = breaksEndLines ? SPACE : PUNCTUATION;
    }

    static Delimiters of(List<Inline> content, InlineSpans spans, boolean breaksEndLines) {
        Delimiters delimiters = new Delimiters(content, spans, breaksEndLines);
        delimiters.decide();
        return delimiters;
    }

    String opening(Span range) {
        Mark mark = mark(range);
        return mark == Mark.CODE ? "" : tagged[range.number()] ? "<" + mark.element() + ">" : delimiter(mark);
    }

    String closing(Span range) {
        Mark mark = mark(range);
        return mark == Mark.CODE ? "" : tagged[range.number()] ? "</" + mark.element() + ">" : delimiter(mark);
    }

    private static Mark mark(Span range) {
        Mark mark = range.mark();
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
        for (Span range : spans.all()) {
            tagged[range.number()] = range.mark() == Mark.SUB || range.mark() == Mark.SUP;
        }
        boolean changed = true;
        for (int pass = 0; changed; pass++) {
            changed = false;
            for (Span range : spans.all()) {
                if (isDelimited(range) && (pass == MAX_PASSES || !opensWell(range) || !closesWell(range))) {
                    tagged[range.number()] = true;
                    changed = true;
                }
            }
        }
    }

    private boolean isDelimited(Span range) {
        return isDelimiter(range.mark()) && !tagged[range.number()];
    }

    private static boolean isDelimiter(@org.jspecify.annotations.Nullable Mark mark) {
        return mark == Mark.EM || mark == Mark.STRONG || mark == Mark.STRIKE;
    }

    private static boolean hasDelimiter(List<Span> spans) {
        for (Span range : spans) {
            if (isDelimiter(range.mark())) {
                return true;
            }
        }
        return false;
    }

    private boolean opensWell(Span range) {
        int i = range.first();
        if (i > 0 && hasDelimiter(spans.closed(i - 1))) {
            return false;
        }
        List<Span> here = spans.opened(i);
        int place = here.indexOf(range);
        for (int outer = 0; outer < place; outer++) {
            // The rest of a run of three asterisks would close at any two asterisks that follow.
            if (joins(here.get(outer), range) && here.get(outer).last() != range.last()) {
                return false;
            }
        }
        int before = before(here, place, i, range);
        int after = after(here, place, i, range);
        return !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
    }

    private int before(List<Span> here, int place, int i, Span range) {
        for (int outer = place - 1; outer >= 0; outer--) {
            if (!joins(here.get(outer), range)) {
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

    private int after(List<Span> here, int place, int i, Span range) {
        for (int inner = place + 1; inner < here.size(); inner++) {
            if (!joins(here.get(inner), range)) {
                return PUNCTUATION;
            }
        }
        return content.get(i) instanceof Text text ? text.text().codePointAt(0) : PUNCTUATION;
    }

    private boolean closesWell(Span range) {
        int i = range.last();
        boolean end = i + 1 == content.size();
        if (!end && hasDelimiter(spans.opened(i + 1))) {
            return false;
        }
        List<Span> here = spans.closed(i);
        int place = here.indexOf(range);
        int before = content.get(i) instanceof Text text
                ? text.text().codePointBefore(text.text().length())
                : PUNCTUATION;
        for (int inner = place - 1; inner >= 0; inner--) {
            before = joins(here.get(inner), range) ? before : PUNCTUATION;
        }
        int after = end ? SPACE : next(i + 1);
        for (int outer = place + 1; outer < here.size(); outer++) {
            after = joins(here.get(outer), range) ? after : PUNCTUATION;
        }
        return !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
    }

    private int next(int i) {
        boolean plain = spans.opened(i).isEmpty();
        return plain && content.get(i) instanceof Text text ? text.text().codePointAt(0) : PUNCTUATION;
    }

    /** Whether the delimiters of two spans form one run of asterisks where the spans meet. */
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
