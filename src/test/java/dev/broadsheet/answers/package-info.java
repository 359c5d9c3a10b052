/** Tests of the answers that are kept. */
@NullMarked
package dev.broadsheet.answers;

import org.jspecify.annotations.NullMarked;
