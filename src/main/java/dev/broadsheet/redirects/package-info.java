/**
 * Where a URL of the site leads today, whether an editor said so by hand or an article did by moving.
 * kernel, access, articles, publications ← redirects.
 */
@NullMarked
package dev.broadsheet.redirects;

import org.jspecify.annotations.NullMarked;
