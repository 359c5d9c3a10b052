/**
 * Serves the files of media, {@code /files}, and makes renditions, at the first request or ahead of it. Uses
 * {@code media}, {@code media.image}, {@code media.storage} and {@code media.worker}, {@code cache.http}, {@code access}
 * and {@code kernel}.
 */
@NullMarked
package dev.broadsheet.media.file;

import org.jspecify.annotations.NullMarked;
