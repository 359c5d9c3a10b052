package dev.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A restriction or an extra permission of a key. */
public enum Flag {
    /** Every write must carry If-Match or If-None-Match (RFC 6585: 428). */
    @JsonProperty("conditional")
    CONDITIONAL,
    /**
     * The key's articles may name only existing tags, authors and sections, and can't set an author's url or
     * description.
     */
    @JsonProperty("no-new-tags")
    NO_NEW_TAGS,
    /** May write to an article that another key has locked. */
    @JsonProperty("lock-takeover")
    LOCK_TAKEOVER;

    /** Whether the flag takes something away. Keys that are made with a key have its restrictions as well. */
    public boolean isRestriction() {
        return this != LOCK_TAKEOVER;
    }

    /** The flag in the API: kebab-case. */
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
