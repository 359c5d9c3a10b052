/** The write side, tested over HTTP. */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
