package dev.broadsheet.kernel.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlDateTest {

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00:00 02:00, 2020-01-01T00:00:00+02:00",
        "2020-01-01T00:00 02:00, 2020-01-01T00:00+02:00",
        "2020-01-01 00:00:00 0200, 2020-01-01 00:00:00+0200",
        "2020-01-01T00:00:00.123 02, 2020-01-01T00:00:00.123+02",
        "2020-01-01T00:00:00-02:00, 2020-01-01T00:00:00-02:00",
        "2020-01-01 00:00, 2020-01-01 00:00",
        "2020-01-01, 2020-01-01",
        "now, now",
    })
    void spaceBeforeTheOffsetIsReadAsPlus(String received, String meant) {
        assertThat(UrlDate.withPlus(received)).isEqualTo(meant);
    }
}
