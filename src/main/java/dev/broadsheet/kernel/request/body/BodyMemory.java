package dev.broadsheet.kernel.request.body;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** The share of the body memory that the current request holds. */
@RequestScoped
public class BodyMemory {

    private final RoutingContext request;

    BodyMemory(RoutingContext request) {
        this.request = request;
    }

    /**
     * Releases all but {@code bytes}. For an endpoint that reads a large body piece by piece.
     *
     * @param bytes the size of the largest piece
     */
    public void shrink(long bytes) {
        if (request.get(BodyReceiver.BODY) instanceof IncomingBody body) {
            body.shrink(bytes);
        }
    }
}
