/**
 * Finished answers to live reads, kept in memory: by their normal URL, until a change touches what they were made from.
 * Knows nothing of articles but what a change tells. Leans on the kernel.
 */
@NullMarked
package dev.broadsheet.answers;

import org.jspecify.annotations.NullMarked;
