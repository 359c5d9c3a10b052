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
            })
    void titlesAreSpelled(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void persianIsSpelledInLatinLetters() {
        assertThat(Slug.of("گفت‌وگوها پایان یافت")).matches("[a-z0-9-]{8,}");
    }

    @Property
    void isAlwaysValidOrEmpty(@ForAll String title) {
        String slug = Slug.of(title);
        assertThat(slug.isEmpty() || Slug.isValid(slug)).as(slug).isTrue();
    }

    @Test
    void isNeverShapedLikeAnId() {
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
