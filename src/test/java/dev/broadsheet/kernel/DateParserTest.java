package dev.broadsheet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {

    private final DateParser berlin = new DateParser(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T18:00:00Z, 2026-01-31T18:00:00Z",
        "2026-01-31T18:00:00.123456+02:00, 2026-01-31T16:00:00.123Z",
        "2026-01-31 18:00, 2026-01-31T17:00:00Z",
        "2026-01-31 18:00:05 +0200, 2026-01-31T16:00:05Z",
        "2026-07-31, 2026-07-30T22:00:00Z",
        "2026-01-31t18:00:00z, 2026-01-31T18:00:00Z",
        "2019-1-9 8:05:00 +0800, 2019-01-09T00:05:00Z",
        "2016-03-23 9:00:00 -4, 2016-03-23T13:00:00Z",
        "2016-03-23T09:00:00+08, 2016-03-23T01:00:00Z",
        "2021-12-17 09:35:23 UTC, 2021-12-17T09:35:23Z",
        "2013/7/13 20:46:25, 2013-07-13T18:46:25Z",
        "2026-1-1, 2025-12-31T23:00:00Z",
        "Jul 08 2022, 2022-07-07T22:00:00Z",
        "'July 8, 2022', 2022-07-07T22:00:00Z",
        "8th July 2022, 2022-07-07T22:00:00Z",
        "'Jan. 2, 2020 3:04 PM', 2020-01-02T14:04:00Z",
        "'Jan. 2, 2020 12:04 am', 2020-01-01T23:04:00Z",
        "'Fri, 08 Jul 2022 10:00:00 GMT', 2022-07-08T10:00:00Z",
        "'Fri Jul 08 2022 10:00:00 GMT+0200 (Central European Summer Time)', 2022-07-08T08:00:00Z",
        "2020-07-01 10:00 America/New_York, 2020-07-01T14:00:00Z",
    })
    void commonDateFormatsAreRead(String text, Instant instant) {
        assertThat(berlin.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30",
                "31.1.2026",
                "01/02/2026",
                "2026-01/31",
                "2026-01-31T25:00Z",
                "2026-01-31 13:00 pm",
                "2026-01-31 10:00 Europe/Atlantis",
                "2026-01-31 10:00 +99",
                "Foo 8 2022",
                "+12026-01-01",
                ""
            })
    void invalidDatesAreRefused(String text) {
        assertThat(berlin.parse(text)).isEmpty();
    }

    @Test
    void yearsNeedFourDigits() {
        assertThat(berlin.parse("0000-01-01")).isEmpty();
        assertThat(berlin.parse("9999-12-31T23:59:59.999Z")).isPresent();
    }
}
