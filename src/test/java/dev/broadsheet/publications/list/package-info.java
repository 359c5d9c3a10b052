/** Lists over HTTP, also compared with a naive model. */
@NullMarked
package dev.broadsheet.publications.list;

import org.jspecify.annotations.NullMarked;
