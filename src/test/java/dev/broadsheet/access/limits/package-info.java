@NullMarked
package dev.broadsheet.access.limits;

import org.jspecify.annotations.NullMarked;
