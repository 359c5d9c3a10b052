@NullMarked
package dev.broadsheet.kernel.pool;

import org.jspecify.annotations.NullMarked;
