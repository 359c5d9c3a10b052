/**
 * What an edit did to a body: which blocks came, went, moved and changed, and which words within them.
 *
 * <p>A block at the top of the document is the unit, however much is nested in it: it is told as changed with its whole
 * text before and after, and the words are ranges over that text. Blocks are the same when they have the same key (see
 * {@link dev.broadsheet.body.BlockKeys}), or else when they say the same. A diff is exact: applied to the one side it gives
 * the other, and a test holds that for documents that nobody would write.
 *
 * <p>What it costs is bounded, see {@link dev.broadsheet.body.diff.DiffBudget}: beyond it less is told, never something
 * wrong. Pure functions. Arrows: {@code document ← body ← diff}.
 */
@NullMarked
package dev.broadsheet.body.diff;

import org.jspecify.annotations.NullMarked;
