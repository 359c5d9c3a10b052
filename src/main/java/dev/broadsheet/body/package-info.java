/**
 * What an article says: Markdown, HTML and blocks, in and out of one {@link
 * dev.broadsheet.body.document.Document}.
 *
 * <p>Arrows: leans on {@code kernel} alone; inside, {@code body.document ← body.html ←
 * body.markdown}, {@code body.document ← body.json}, and this package before them all.
 */
@NullMarked
package dev.broadsheet.body;

import org.jspecify.annotations.NullMarked;
