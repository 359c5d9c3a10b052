/**
 * Tags, authors and sections: entity, names, slugs and former names. Uses {@code kernel}.
 *
 * <p>Names are joined, ids are stored: renaming a tag changes one row and no article. A merge rewrites only the
 * indexes by tag. Changes of counts are appended and folded later, so no publisher waits for the counter of a popular
 * tag.
 */
@NullMarked
package dev.broadsheet.terms;

import org.jspecify.annotations.NullMarked;
