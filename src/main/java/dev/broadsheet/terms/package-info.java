/**
 * Tags, authors and sections: entity, names, slugs and former names. Uses {@code kernel}.
 *
 * <p>Articles store ids, and names are joined on read: renaming a tag changes one row and no article. A merge rewrites
 * only the indexes by term. Changes of counts are appended as rows and added up later, so no publisher waits for the
 * counter of a popular tag.
 */
@NullMarked
package dev.broadsheet.terms;

import org.jspecify.annotations.NullMarked;
