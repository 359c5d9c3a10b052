/**
 * Uploads, edits and lists of media: {@code /api/media}. Uses {@code media}, {@code media.image} and {@code media.storage}, {@code writes},
 * {@code access} and {@code kernel}.
 */
@NullMarked
package dev.broadsheet.media.editing;

import org.jspecify.annotations.NullMarked;
