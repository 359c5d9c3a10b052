/**
 * The difference between two versions of a body: the blocks that were added, removed, moved and changed, and the words
 * changed within them.
 *
 * <p>The unit is a top-level block, however much is nested in it: a change reports the whole text of the block before
 * and after, and the word ranges refer to that text. Two blocks match if they have the same key (see
 * {@link dev.broadsheet.body.BlockKeys}), or else if they have the same content. A diff is exact: applied to one
 * version it yields the other. A generative test checks that property with random documents.
 *
 * <p>The cost is bounded, see {@link dev.broadsheet.body.diff.DiffBudget}: beyond the limit a diff is coarser, but
 * never wrong. Pure functions. Dependencies: {@code document ← body ← diff}.
 */
@NullMarked
package dev.broadsheet.body.diff;

import org.jspecify.annotations.NullMarked;
