/**
 * Operating system calls for the embedded PostgreSQL: processes, signals, users and private files. Uses {@code kernel}.
 */
@NullMarked
package dev.broadsheet.database.os;

import org.jspecify.annotations.NullMarked;
