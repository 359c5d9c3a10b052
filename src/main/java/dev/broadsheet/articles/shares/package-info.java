/** Preview links: {@code …/shares}, and the articles that their tokens show. Uses {@code access} and {@code writes}. */
@NullMarked
package dev.broadsheet.articles.shares;

import org.jspecify.annotations.NullMarked;
