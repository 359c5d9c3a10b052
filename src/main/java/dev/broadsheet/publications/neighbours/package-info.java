/**
 * What stands in front of an article and behind it in a list. kernel, publications, publications.query ←
 * publications.neighbours.
 */
@NullMarked
package dev.broadsheet.publications.neighbours;

import org.jspecify.annotations.NullMarked;
