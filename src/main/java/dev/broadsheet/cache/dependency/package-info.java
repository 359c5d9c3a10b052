/**
 * The dependencies of a cached response, and the changes that invalidate it. Uses no other package of the app.
 */
@NullMarked
package dev.broadsheet.cache.dependency;

import org.jspecify.annotations.NullMarked;
