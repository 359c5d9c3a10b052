/**
 * The renditions of a picture: ratios, crops, widths, names and signatures of files. Uses {@code media.worker},
 * {@code access} and {@code kernel}; knows neither the library nor the database.
 *
 * <p>Renditions are listed here and never composed by the client: the name of each contains a token that only this
 * installation can compute, so that nobody can make the server render pictures without end.
 */
@NullMarked
package dev.broadsheet.media.image;

import org.jspecify.annotations.NullMarked;
