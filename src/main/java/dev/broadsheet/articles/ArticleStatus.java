package dev.broadsheet.articles;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of an article. Derived from its columns and the clock, in this order of precedence; never stored. */
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
