package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {

    @Test
    void tokenHasTheFormatOfSecretScanners() {
        assertThat(Token.random()).matches("bs_[0-9A-Za-z]{42}").isNotEqualTo(Token.random());
        assertThat(Token.isMistyped(Token.random())).isFalse();
    }

    @Test
    void typingErrorFailsTheChecksum() {
        String token = Token.random();
        char swapped = token.charAt(10) == 'x' ? 'y' : 'x';
        assertThat(Token.isMistyped(token.substring(0, 10) + swapped + token.substring(11)))
                .isTrue();
        assertThat(Token.isMistyped(token.substring(0, 20))).isTrue();
        assertThat(Token.isMistyped("chosen-by-an-administrator")).isFalse();
    }
}
