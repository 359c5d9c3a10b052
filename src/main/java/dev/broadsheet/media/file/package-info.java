/** Serves the files of media: {@code /files}. Uses {@code media} and {@code media.storage}, {@code access} and {@code kernel}. */
@NullMarked
package dev.broadsheet.media.file;

import org.jspecify.annotations.NullMarked;
