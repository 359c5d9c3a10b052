/** What every test stands on: the database, the client, the cast and the clock. Depends on all rooms. */
@NullMarked
package dev.broadsheet.testkit;

import org.jspecify.annotations.NullMarked;
