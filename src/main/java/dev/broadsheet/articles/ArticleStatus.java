package dev.broadsheet.articles;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an article stands. Derived from its facts and the clock, in this order of precedence; never stored. */
public enum ArticleStatus {
    TRASHED,
    ARCHIVED,
    PUBLISHED,
    EXPIRED,
    SCHEDULED,
    DRAFT;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
