/** Reads of one article over HTTP. */
@NullMarked
package dev.broadsheet.publications.article;

import org.jspecify.annotations.NullMarked;
