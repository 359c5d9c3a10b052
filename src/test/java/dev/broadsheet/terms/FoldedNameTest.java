package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Energy|ENERGY",
                "Middle East|middle  east",
                "Middle East|Middle\u00a0East",
                "Straße|STRASSE",
                "Мишин|МИШИН",
                "Ὀδυσσεύς|ὈΔΥΣΣΕΎΣ",
                "İstanbul|istanbul",
                "Ａ１ Ｂ|a1 b",
                "ｶﾀｶﾅ|カタカナ",
                "bán|ba\u0301n",
                "bạn|ba\u0323n",
                "한국|\u1112\u1161\u11ab\u1100\u116e\u11a8",
                "Iraq’s|iraq's",
                "Ha‑ha|ha-ha",
                "Hafen\u00adfest|hafenfest",
                "می\u200cخواهم|میخواهم",
                "❤\ufe0f|❤",
                "Step ②|step 2",
            })
    void equivalentNamesFoldToOne(String name, String other) {
        assertThat(FoldedName.of(name)).isEqualTo(FoldedName.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "李明|黎明",
                "公式|攻势",
                "视力|势力",
                "אור|עור",
                "bán|bạn",
                "bạn|bận",
                "bán|ban",
                "Мишин|Мищин",
                "café|cafe",
                ".NET|NET",
                "C|C++",
                "C#|C♯",
                "A*|A",
                "🔥|🧯",
                "👍|👍🏿",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿|🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "kız|kiz",
                "é|è",
            })
    void differentNamesStayDifferent(String name, String other) {
        assertThat(FoldedName.of(name)).isNotEqualTo(FoldedName.of(other));
    }

    /** So that a folded name is found by any form of it. */
    @Property
    void foldingIsIdempotent(@ForAll String name) {
        String folded = FoldedName.of(name);
        assertThat(FoldedName.of(folded)).isEqualTo(folded);
    }

    /** The folded name is an entry of an index. */
    @ParameterizedTest
    @CsvSource({"ﷺ", "😀", "ß", "x"})
    void foldedNameFitsAnIndex(String character) {
        assertThat(FoldedName.of(character.repeat(200)).codePoints().count()).isLessThanOrEqualTo(600);
    }
}
