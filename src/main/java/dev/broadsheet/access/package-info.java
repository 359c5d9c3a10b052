/** Authentication of requests, and the check that an endpoint's key is present. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
