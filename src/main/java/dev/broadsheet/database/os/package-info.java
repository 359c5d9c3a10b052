/**
 * Operating system calls for the embedded PostgreSQL: processes, signals, users and private files. Uses no other
 * package of the app.
 */
@NullMarked
package dev.broadsheet.database.os;

import org.jspecify.annotations.NullMarked;
