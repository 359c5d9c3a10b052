package dev.broadsheet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WarningCodeTest {

    @Test
    void everyCodeIsDocumented() {
        assertThat(WarningCode.values())
                .allSatisfy(code -> assertThat(code.explanation()).endsWith(".").hasSizeGreaterThan(15));
        assertThat(WarningCode.IMAGE_WITHOUT_ALT.code()).isEqualTo("image-without-alt");
    }

    /** The assertion in {@code Warning} makes every test fail that produces a code without an explanation. */
    @Test
    void unknownCodeFailsTheAssertion() {
        assertThat(Warning.at("/title", "title-from-heading", "x").code()).isEqualTo("title-from-heading");
        assertThatThrownBy(() -> Warning.at("/title", "no-such-code", "x")).isInstanceOf(AssertionError.class);
    }
}
