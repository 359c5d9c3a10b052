package dev.broadsheet.articles.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Formats instants for the API: RFC 3339, UTC with Z, always with milliseconds, so that their text sorts
 * chronologically.
 */
public final class Instants {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private Instants() {}

    public static String text(Instant instant) {
        return FORMAT.format(instant);
    }
}
