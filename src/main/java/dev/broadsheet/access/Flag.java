package dev.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is special about a key. */
public enum Flag {
    /** Every write must carry If-Match or If-None-Match (RFC 6585: 428). */
    @JsonProperty("conditional")
    CONDITIONAL,
    /** An article may name only tags, authors and sections that exist, and fills in no author's url or description. */
    @JsonProperty("no-new-tags")
    NO_NEW_TAGS,
    /** May write to an article that somebody else has locked. */
    @JsonProperty("lock-takeover")
    LOCK_TAKEOVER;

    /** As clients see it: kebab-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String words() {
        return Arrays.stream(values()).map(Flag::word).collect(Collectors.joining(", "));
    }

    public static Optional<Flag> of(String word) {
        return Arrays.stream(values()).filter(flag -> flag.word().equals(word)).findFirst();
    }
}
