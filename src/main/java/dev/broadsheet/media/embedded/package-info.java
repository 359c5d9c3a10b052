/**
 * Reads what picture files say of themselves in EXIF, IPTC-IIM and XMP: caption, credit, copyright, date. Uses
 * {@code kernel}.
 *
 * <p>Files are hostile, and this runs in the process that answers. So it never touches pixels, reads few bytes of the
 * file ({@link dev.broadsheet.media.embedded.FileBytes}), asks only for the tags that it needs, and ignores a block that
 * it can't read. Positions (GPS) are not read at all, so they can't be stored or logged.
 */
@NullMarked
package dev.broadsheet.media.embedded;

import org.jspecify.annotations.NullMarked;
