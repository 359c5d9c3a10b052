/** Connection limits and request heads. */
@NullMarked
package dev.broadsheet.kernel.connection;

import org.jspecify.annotations.NullMarked;
