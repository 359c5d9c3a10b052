package dev.broadsheet.body.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile texts. Without the limits each of these takes minutes, or all memory. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiffBudgetTest {

    private static final int FULL = 1 << 21;

    @Test
    void fewChangesInALongTextAreReportedByWord() {
        String before = filled("All is quiet on the shore tonight. ");
        String after = "Nothing" + before.substring(3).replaceFirst("quiet", "loud");
        assertThat(TextDiff.between(before, after, Locale.ENGLISH, new DiffBudget()))
                .extracting(range -> range.after().text())
                .containsExactly("Nothing", "loud");
    }

    @Test
    void unrelatedLongTextsAreOneReplacement() {
        String before = noise(1, "ab");
        String after = noise(2, "ab");
        assertReplaced(before, after, new DiffBudget());
    }

    @Test
    void textWithTooManyWordsIsOneReplacement() {
        String before = noise(1, "ab").substring(0, TextDiff.MAX_LENGTH / 2);
        String after = noise(2, "ab").substring(0, TextDiff.MAX_LENGTH / 2);
        DiffBudget budget = new DiffBudget();
        assertReplaced(before, after, budget);
        // The text doesn't use up the budget of the other texts.
        assertThat(budget.remaining()).isBetween(DiffBudget.MAX_COMPARISONS / 2, DiffBudget.MAX_COMPARISONS - 1);
    }

    @Test
    void textsOfADiffShareOneBudget() {
        DiffBudget budget = new DiffBudget();
        String before = noise(1, "ab").substring(0, 20_000);
        String after = noise(2, "ab").substring(0, 20_000);
        for (int i = 0; i < 40; i++) {
            assertReplaced(before, after, budget);
        }
        assertThat(budget.remaining()).isZero();
        // A change that costs nothing is still reported exactly.
        assertThat(TextDiff.between("a b c", "a b c d", Locale.ENGLISH, budget))
                .singleElement()
                .satisfies(range -> assertThat(range.after().text()).isEqualTo(" d"));
    }

    @Test
    void reversedBodyIsComparedInTime() {
        StringBuilder markdown = new StringBuilder();
        for (int i = 0; i < 19_000; i++) {
            markdown.append("p").append(i).append("\n\n");
        }
        Document before = BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, markdown.toString()), null)
                .document();
        List<Block> turned = new ArrayList<>(before.blocks());
        Collections.reverse(turned);
        DocumentDiff diff = DocumentDiff.between(before, new Document(turned));
        assertThat(diff.unchanged()).isEqualTo(1);
        assertThat(diff.applyTo(before)).isEqualTo(new Document(turned));
    }

    @Test
    void millionLinesAreOneHunk() {
        String before = "start\n" + noise(1, "ab").replace(' ', '\n') + "end\n";
        String after = "start\n" + noise(2, "ab").replace(' ', '\n') + "end\n";
        String diff = UnifiedDiff.of("a", "b", before, after);
        assertThat(diff.lines().filter(line -> line.startsWith("@@"))).hasSize(1);
        assertThat(diff).startsWith("--- a\n+++ b\n@@ -1,").endsWith("\n end\n");
    }

    private static void assertReplaced(String before, String after, DiffBudget budget) {
        List<WordRange> ranges = TextDiff.between(before, after, Locale.ENGLISH, budget);
        assertThat(ranges).hasSize(1);
        assertThat(TextDiff.apply(ranges, before)).isEqualTo(after);
    }

    private static String filled(String unit) {
        return unit.repeat(FULL / unit.length());
    }

    /** Generates words of one letter from the given letters. */
    private static String noise(int seed, String letters) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(FULL);
        for (int i = 0; i < FULL / 2; i++) {
            text.append(letters.charAt(random.nextInt(letters.length()))).append(' ');
        }
        return text.toString();
    }
}
