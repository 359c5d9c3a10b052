/**
 * HTTP headers and conditional requests (RFC 9110), redirects, URL normalization and strict parameters. Uses {@code kernel},
 * {@code kernel.request} and {@code kernel.problem}.
 */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
