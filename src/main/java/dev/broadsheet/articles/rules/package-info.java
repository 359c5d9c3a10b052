/** Which articles a key may read and write: item rules, compiled to one SQL condition. Uses {@code access}. */
@NullMarked
package dev.broadsheet.articles.rules;

import org.jspecify.annotations.NullMarked;
