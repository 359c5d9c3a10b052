/** Tests of the HTML reader. */
@NullMarked
package dev.broadsheet.body.html;

import org.jspecify.annotations.NullMarked;
