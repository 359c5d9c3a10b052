package dev.broadsheet.access.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void rateIsReadFromText() {
        assertThat(Rate.of("600/1m")).isEqualTo(new Rate(600, Duration.ofMinutes(1)));
        assertThat(Rate.of(" 20 / 10m ")).isEqualTo(new Rate(20, Duration.ofMinutes(10)));
        assertThat(Rate.of("off")).isEqualTo(Rate.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "0/1m", "-1/1m", "600/0s", "600/500ms", "600/m", "99999999999/1m"})
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text));
    }
}
