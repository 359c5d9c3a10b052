/** Tests of reading and writing bodies in every format. */
@NullMarked
package dev.broadsheet.body;

import org.jspecify.annotations.NullMarked;
