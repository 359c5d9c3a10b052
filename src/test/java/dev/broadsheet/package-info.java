@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
