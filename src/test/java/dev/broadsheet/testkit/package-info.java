/** Shared test fixtures: the database, the API client, sample content and the clock. May use all packages. */
@NullMarked
package dev.broadsheet.testkit;

import org.jspecify.annotations.NullMarked;
