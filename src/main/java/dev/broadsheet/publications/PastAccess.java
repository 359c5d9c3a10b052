package dev.broadsheet.publications;

/** What a caller may read of the past. */
public enum PastAccess {
    /** With a key: whatever was live then. */
    ALL,
    /** Without a key: only what is live today as well. */
    LIVE_TODAY,
    /** Without a key, if corrections are hidden: only what is live today in the same revision. */
    UNCHANGED_TODAY
}
