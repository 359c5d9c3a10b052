package dev.broadsheet.publications.query;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.request.UrlDate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code at}. It must not be in the future, because a schedule can still change. */
@ApplicationScoped
public class AtParameter {

    public static final String DESCRIPTION =
            "Returns what was live at this past moment: RFC 3339, or a date for its start in the site's time zone. Names of tags, authors and sections are the present ones.";

    /** Lists of the past need a key, because they contain articles that have been withdrawn since. */
    public static final String LISTS_NEED_A_KEY = "Lists of the past need a key:";

    private final DateParser dates;
    private final Clock clock;

    AtParameter(DateParser dates, Clock clock) {
        this.dates = dates;
        this.clock = clock;
    }

    /** @param editors a sent parameter that {@code at} can't be combined with, such as {@code status}; null if none */
    public @Nullable OffsetDateTime read(@Nullable String at, @Nullable String editors, List<Fault> faults) {
        if (at == null) {
            return null;
        }
        if (editors != null) {
            faults.add(
                    Fault.in(
                            "at",
                            "conflicting-parameters",
                            "at and " + editors
                                    + " exclude each other: at reads what was live, and lists of that by tags, authors, sections and fields only."));
        }
        Instant moment = dates.parse(UrlDate.withPlus(at)).orElse(null);
        if (moment == null) {
            faults.add(
                    Fault.in(
                            "at",
                            "invalid-date",
                            "at takes a date such as 2026-01-31T18:00:00Z, or 2026-01-31 for the start of the day, and no date relative to now."));
            return null;
        }
        if (moment.isAfter(clock.now())) {
            faults.add(Fault.in("at", "out-of-range", "at must not be in the future."));
        }
        return moment.atOffset(ZoneOffset.UTC);
    }
}
