/** Batches over HTTP. */
@NullMarked
package dev.broadsheet.articles.batch;

import org.jspecify.annotations.NullMarked;
