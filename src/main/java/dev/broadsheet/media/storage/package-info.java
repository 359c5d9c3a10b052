/**
 * Stores the files of media: originals, working copies and renditions. Files never change after they are stored; their
 * names tell their content. Uses {@code kernel}.
 *
 * <p>A file is stored before the row that names it, and the row is committed before the response is sent. So a crash may
 * leave a file without a row, which a sweep removes, but never a row without its file.
 */
@NullMarked
package dev.broadsheet.media.storage;

import org.jspecify.annotations.NullMarked;
