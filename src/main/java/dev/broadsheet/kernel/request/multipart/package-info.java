/**
 * Bodies of several parts: {@code multipart/form-data}. Uses {@code kernel} and {@code
 * kernel.json}.
 *
 * <p>Read as a stream by Commons FileUpload: the endpoint gets the body from {@code kernel.request.body}, which holds it
 * in memory or a file within the limits of the path, and RESTEasy's own reader would pass by these limits.
 */
@NullMarked
package dev.broadsheet.kernel.request.multipart;

import org.jspecify.annotations.NullMarked;
