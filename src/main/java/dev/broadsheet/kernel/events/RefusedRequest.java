package dev.broadsheet.kernel.events;

import io.vertx.core.http.HttpServerRequest;

/**
 * A request, or an item of a batch, that gets a problem as its response. Fired as a CDI event; the transaction of the
 * request is rolled back.
 *
 * @param code the code of the problem
 * @param traceId as the client sees it
 */
public record RefusedRequest(HttpServerRequest request, int status, String code, String traceId) {}
