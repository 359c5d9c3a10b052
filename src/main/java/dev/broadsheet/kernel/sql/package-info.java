/**
 * Access to PostgreSQL outside Hibernate: jOOQ, prepared queries, read snapshots and SQLSTATE codes. Uses
 * {@code kernel}.
 */
@NullMarked
package dev.broadsheet.kernel.sql;

import org.jspecify.annotations.NullMarked;
