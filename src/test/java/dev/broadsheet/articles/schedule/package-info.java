/** The publish scheduler. */
@NullMarked
package dev.broadsheet.articles.schedule;

import org.jspecify.annotations.NullMarked;
