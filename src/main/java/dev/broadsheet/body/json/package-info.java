/**
 * Reads and writes documents as JSON; Jackson parses. May use {@code body.document}, {@code body.normalization} and
 * {@code kernel}.
 */
@NullMarked
package dev.broadsheet.body.json;

import org.jspecify.annotations.NullMarked;
