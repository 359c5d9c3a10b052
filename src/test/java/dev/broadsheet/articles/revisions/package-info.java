/** Revisions and their retention. */
@NullMarked
package dev.broadsheet.articles.revisions;

import org.jspecify.annotations.NullMarked;
