/**
 * Access to PostgreSQL outside Hibernate: jOOQ, the base class of tables, prepared queries, read snapshots and SQLSTATE
 * codes. Uses {@code kernel}.
 */
@NullMarked
package dev.broadsheet.kernel.sql;

import org.jspecify.annotations.NullMarked;
