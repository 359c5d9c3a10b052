/** Many writes in one request, as JSON Lines. Uses {@code articles.editing}. */
@NullMarked
package dev.broadsheet.articles.batch;

import org.jspecify.annotations.NullMarked;
