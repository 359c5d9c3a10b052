package dev.broadsheet.answers;

/** What an answer shows of a list, told so far that a change can be seen to concern it or not. In doubt it does. */
public interface Listing {

    boolean isAlteredBy(LiveChange change);
}
