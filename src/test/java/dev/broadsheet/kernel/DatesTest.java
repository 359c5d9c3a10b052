package dev.broadsheet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    private final Dates berlin = new Dates(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T18:00:00Z, 2026-01-31T18:00:00Z",
        "2026-01-31T18:00:00.123456+02:00, 2026-01-31T16:00:00.123Z",
        "2026-01-31 18:00, 2026-01-31T17:00:00Z",
        "2026-01-31 18:00:05 +0200, 2026-01-31T16:00:05Z",
        "2026-07-31, 2026-07-30T22:00:00Z",
        "2026-01-31t18:00:00z, 2026-01-31T18:00:00Z",
    })
    void datesAsPeopleWriteThem(String text, Instant instant) {
        assertThat(berlin.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2026-02-30", "31.1.2026", "2026-01-31T25:00Z", "+12026-01-01", "2026-1-1", ""})
    void whatIsNoDateIsNone(String text) {
        assertThat(berlin.parse(text)).isEmpty();
    }

    @Test
    void yearsHaveFourDigits() {
        assertThat(berlin.parse("0000-01-01")).isEmpty();
        assertThat(berlin.parse("9999-12-31T23:59:59.999Z")).isPresent();
    }
}
