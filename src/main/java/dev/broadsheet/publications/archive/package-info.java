/**
 * The archive: how many articles each year, month or day has. kernel, publications, publications.query ←
 * publications.archive.
 */
@NullMarked
package dev.broadsheet.publications.archive;

import org.jspecify.annotations.NullMarked;
