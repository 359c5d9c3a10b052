/** HTML to documents. */
@NullMarked
package dev.broadsheet.body.html;

import org.jspecify.annotations.NullMarked;
