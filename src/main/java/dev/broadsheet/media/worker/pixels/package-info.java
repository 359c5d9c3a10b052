/**
 * Pictures in memory: resampling in linear light, orientation, BlurHash and dominant colour, the file of the working copy.
 * Plain Java without libraries. Uses no other package.
 */
@NullMarked
package dev.broadsheet.media.worker.pixels;

import org.jspecify.annotations.NullMarked;
