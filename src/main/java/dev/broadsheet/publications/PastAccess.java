package dev.broadsheet.publications;

/** The past versions that a caller may read. */
public enum PastAccess {
    /** With an API key: everything that was live at the moment. */
    ALL,
    /** Without a key: only articles that are live today as well. */
    LIVE_TODAY,
    /** Without a key, if corrections are hidden: only articles that are live today in the same revision. */
    UNCHANGED_TODAY
}
