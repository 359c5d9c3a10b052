/** Publishing, taking down and deleting, over HTTP. */
@NullMarked
package dev.broadsheet.articles.lifecycle;

import org.jspecify.annotations.NullMarked;
