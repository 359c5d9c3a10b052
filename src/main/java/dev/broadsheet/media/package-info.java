/**
 * The media library: pictures and other files with their metadata, whatever articles show them. Uses {@code kernel},
 * {@code access}, {@code writes}, {@code media.embedded}, {@code media.image}, {@code media.storage} and {@code
 * media.worker}.
 *
 * <p>A file is stored once, under its hash, and never changes. Replacing the bytes of a medium makes another file and
 * other URLs, so no cache shows an old picture under a new caption. Only the bytes say what a file is; its name and the
 * {@code Content-Type} of the upload don't.
 */
@NullMarked
package dev.broadsheet.media;

import org.jspecify.annotations.NullMarked;
