/**
 * HTTP headers and conditional requests (RFC 9110), redirects and URL normalization. Uses {@code kernel},
 * {@code kernel.json}, {@code kernel.problem}, {@code kernel.request} and {@code kernel.request.body}.
 */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
