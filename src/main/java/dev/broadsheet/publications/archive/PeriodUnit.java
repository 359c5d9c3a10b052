package dev.broadsheet.publications.archive;

import dev.broadsheet.kernel.Fault;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Unit of the archive's periods, in the site's time zone. */
enum PeriodUnit {
    YEAR,
    MONTH,
    DAY;

    static PeriodUnit read(@Nullable String text, List<Fault> faults) {
        for (PeriodUnit unit : values()) {
            if (unit.text().equals(text)) {
                return unit;
            }
        }
        if (text != null) {
            faults.add(Fault.in("by", "invalid-value", "by takes year, month and day."));
        }
        return MONTH;
    }

    /** The name in requests, and in {@code date_trunc}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value that a filter takes for the period that begins on this day. */
    String value(LocalDate first) {
        return switch (this) {
            case YEAR -> first.toString().substring(0, 4);
            case MONTH -> YearMonth.from(first).toString();
            case DAY -> first.toString();
        };
    }

    LocalDate next(LocalDate first) {
        return switch (this) {
            case YEAR -> first.plusYears(1);
            case MONTH -> first.plusMonths(1);
            case DAY -> first.plusDays(1);
        };
    }
}
