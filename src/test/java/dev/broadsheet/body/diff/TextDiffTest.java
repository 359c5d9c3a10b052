package dev.broadsheet.body.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.BodyConverter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Property(tries = 2000)
    void rangesAppliedToTheOldTextGiveTheNewOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        GeneratedEdit edited = GeneratedEdit.of(seed, size);
        String before = BodyConverter.toText(edited.before());
        String after = BodyConverter.toText(edited.after());
        List<WordRange> ranges = TextDiff.between(before, after, Locale.ENGLISH, new DiffBudget());
        assertThat(TextDiff.apply(ranges, before)).isEqualTo(after);
        assertThat(ranges).allSatisfy(range -> {
            assertThat(range.before().text())
                    .isEqualTo(before.substring(
                            range.before().from(), range.before().to()))
                    .isNotEqualTo(range.after().text());
            assertThat(range.after().text())
                    .isEqualTo(
                            after.substring(range.after().from(), range.after().to()));
        });
        assertThat(TextDiff.between(after, after, Locale.ENGLISH, new DiffBudget()))
                .isEmpty();
    }

    @Test
    void rangesCoverWholeWords() {
        assertThat(changes("Summit ends without a deal", "Summit ends with a deal", "en"))
                .containsExactly("without → with");
        assertThat(changes("The talks broke up.", "The long talks broke up!", "en"))
                .containsExactly(" → long ", ". → !");
        assertThat(changes("one", "one two", "en")).containsExactly(" →  two");
    }

    @Test
    void adjacentChangesAreMergedWithinAParagraph() {
        assertThat(changes("a cold wet day", "a warm dry day", "en")).containsExactly("cold wet → warm dry");
        assertThat(changes("cold\n\nwet", "warm\n\ndry", "en")).containsExactly("cold → warm", "wet → dry");
    }

    @Test
    void wordsWithoutSpacesAreSeparated() {
        assertThat(changes("谈判在星期五结束", "谈判在星期六结束", "zh")).containsExactly("星期五 → 星期六");
        assertThat(changes("การเจรจาสิ้นสุดวันศุกร์", "การเจรจาสิ้นสุดวันเสาร์", "th"))
                .containsExactly("ศุกร์ → เสาร์");
    }

    @Test
    void persianWordsAreNotSplitAtTheJoiner() {
        assertThat(changes("گفت‌وگوها دیروز پایان یافت.", "گفت‌وگوها امروز پایان می‌یابد.", "fa"))
                .containsExactly("دیروز → امروز", "یافت → می‌یابد");
    }

    @Test
    void emojiSequencesAreNotSplit() {
        assertThat(changes("so 👨‍👩‍👧 there", "so 👨‍👩‍👦 there", "en")).containsExactly("👨‍👩‍👧 → 👨‍👩‍👦");
    }

    private static List<String> changes(String before, String after, String locale) {
        return TextDiff.between(before, after, Locale.forLanguageTag(locale), new DiffBudget()).stream()
                .map(range -> range.before().text() + " → " + range.after().text())
                .toList();
    }
}
