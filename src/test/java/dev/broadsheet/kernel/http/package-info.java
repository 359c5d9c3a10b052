/** Refused requests, conditional requests, content negotiation and HTTP/2. */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
