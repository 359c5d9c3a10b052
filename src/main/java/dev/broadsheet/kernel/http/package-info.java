/**
 * HTTP headers and conditional requests (RFC 9110), redirects and URL normalization. Uses {@code kernel},
 * {@code kernel.json}, {@code kernel.request} and {@code kernel.problem}.
 */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
