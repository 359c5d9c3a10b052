package dev.broadsheet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource({
        "'Summit ends, again!', summit ends again",
        "iraq/iran, iraq iran",
        "COVID-19, covid 19",
        "l’Élysée, l elysee",
        "Straße, strasse",
        "Łódź, lodz",
        "йод и ёж, йод и еж",
        "Ἀθήνα, αθηνα",
        "x²+1, x 1",
        "!?…, ''"
    })
    void wordsAreLettersAndDigits(String text, String folded) {
        assertThat(Tokenizer.folded(text)).isEqualTo(folded);
    }

    /** Yeh, kaf, hamza, vowel signs, joiners, digits: two keyboard layouts write the same word. */
    @ParameterizedTest
    @CsvSource({
        "انتخابات ریاست جمهوری, انتخابات رياست جمهوري",
        "کتاب, كتاب",
        "أخبار, اخبار",
        "مُحَمَّد, محمد",
        "مسئول, مسيول",
        "می‌خواهم, میخواهم",
        "۱۴۰۳, 1403",
        "١٤٠٣, 1403",
        "خـــبر, خبر"
    })
    void arabicAndPersianLettersAreEqual(String one, String other) {
        assertThat(Tokenizer.folded(one)).isEqualTo(Tokenizer.folded(other)).isNotEmpty();
    }

    @Test
    void scriptsWithoutSpacesAreSplitByCharacter() {
        assertThat(Tokenizer.folded("能源政策 G20")).isEqualTo("能 源 政 策 g20");
    }

    @Test
    void wordsHavePositions() {
        String text = "Die „Häuser“ 😀 stehen.";
        List<Word> words = Tokenizer.tokenize(text);
        assertThat(words.stream().map(word -> text.substring(word.start(), word.end())))
                .containsExactly("Die", "Häuser", "stehen");
        assertThat(words.get(1).plain()).isEqualTo("häuser");
        assertThat(words.get(1).folded()).isEqualTo("hauser");
    }

    @Test
    void longWordsAreCut() {
        assertThat(Tokenizer.tokenize("ﷺ".repeat(500) + "é".repeat(5000)))
                .allMatch(word -> word.folded().length() <= 100);
    }
}
