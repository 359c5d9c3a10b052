package dev.broadsheet.answers;

import java.util.Set;

/** A change as answers are concerned by it. */
public sealed interface Alteration permits LiveChange, TermChange {

    /** Every answer that was made from one of these is outdated. */
    Set<Source> touches();

    /** An answer that was made from one of these is outdated if its {@link Listing} says so. */
    Set<Source> mayTouch();
}
