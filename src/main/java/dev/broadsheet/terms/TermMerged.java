package dev.broadsheet.terms;

import java.util.UUID;

/**
 * A term was merged into another of the same kind. Fired inside the transaction, before the row of the merged term is
 * deleted: rows that refer to it must be changed to refer to the other.
 */
public record TermMerged(UUID term, UUID into) {}
