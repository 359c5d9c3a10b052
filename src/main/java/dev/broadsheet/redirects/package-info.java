/**
 * Resolves URLs of the site: redirects made by editors, and former slugs of articles. Uses {@code kernel},
 * {@code access}, {@code cache}, {@code writes}, {@code articles} and {@code publications}.
 */
@NullMarked
package dev.broadsheet.redirects;

import org.jspecify.annotations.NullMarked;
