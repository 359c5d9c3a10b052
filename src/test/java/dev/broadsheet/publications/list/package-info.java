/** Lists over HTTP, also against a naive model. */
@NullMarked
package dev.broadsheet.publications.list;

import org.jspecify.annotations.NullMarked;
