package dev.broadsheet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Summit ends without a deal|summit-ends-without-a-deal",
                "Zwölf Boxkämpfer – großes Finale!|zwolf-boxkampfer-grosses-finale",
                "Переговоры провалились|peregovory-provalilis",
                "Iraq’s PM: “We’re done”|iraqs-pm-were-done",
                "C++ & C#|c-plus-plus-and-c-sharp",
                "北京|bei-jing",
                "Hafen\u00adfest|hafenfest",
                "zero\u200bwidth \u2060and\ufeff bi\u200edi|zerowidth-and-bidi",
                "می\u200cخواهم|mykhwahm",
                "Gənc rəssam|genc-ressam",
                "Әлем Қазақстан|elem-kazakstan",
                "Ɔkɔ ŋútí ɛ ɣ ʃ ʒ|oko-nuti-e-g-sh-zh",
                "Объект съёмки|obekt-semki",
                "Step ② of ⑫, Ⅳ ﬁn Ａ１ x²|step-2-of-12-iv-fin-a1-x2",
                "Ölmühle|olmuhle",
            })
    void titlesBecomeSlugs(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|Ölmühle|oelmuehle",
                "de-AT|Zwölf Boxkämpfer – großes Finale! ÄRGER|zwoelf-boxkaempfer-grosses-finale-aerger",
                "de|O\u0308lmu\u0308hle|oelmuehle",
                "de|Café, Señor|cafe-senor",
                "da|Rødgrød på Åen|roedgroed-paa-aaen",
                "nb|Østfold|oestfold",
                "en|Ölmühle|olmuhle",
                "sv|Öl|ol",
                "no locale|Öl|ol",
            })
    void languageRulesApply(String locale, String title, String slug) {
        assertThat(Slug.of(title, locale)).isEqualTo(slug);
    }

    @Test
    void persianIsTransliterated() {
        assertThat(Slug.of("گفت‌وگوها پایان یافت")).matches("[a-z0-9-]{8,}");
    }

    @Property
    void slugIsValidOrEmpty(@ForAll String title) {
        String slug = Slug.of(title);
        assertThat(slug.isEmpty() || Slug.isValid(slug)).as(slug).isTrue();
    }

    @Test
    void slugNeverLooksLikeAnId() {
        assertThat(Slug.isValid("01890a5d-ac96-774b-bcce-b302099a8057")).isFalse();
        assertThat(Slug.isValid(Slug.of("01890a5d-ac96-774b-bcce-b302099a8057")))
                .isTrue();
    }

    @Test
    void longTitlesAreCutBetweenWords() {
        assertThat(Slug.of("word ".repeat(100)).length()).isBetween(190, 200);
        assertThat(Slug.numbered("a".repeat(200), 12)).hasSize(200).endsWith("-12");
    }
}
