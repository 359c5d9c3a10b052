package dev.broadsheet.kernel.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Writes a {@link StreamingOutput}; without this class Jackson would serialize the object itself. If the stream fails
 * midway, the response is aborted and never ended, so that the client can't mistake a part for the whole.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/x-ndjson", "text/csv"})
public class StreamingOutputWriter implements MessageBodyWriter<StreamingOutput> {

    /** The HTTP/2 error code INTERNAL_ERROR (RFC 9113, section 7). */
    private static final long INTERNAL_ERROR = 2;

    private static final int CLOSE_TIMEOUT_SECONDS = 10;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            StreamingOutput stream,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            stream.write(new FilterOutputStream(out) {

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                /** Doesn't close: a writer that fails and closes its stream would end the response properly. */
                @Override
                public void close() throws IOException {
                    flush();
                }
            });
        } catch (IOException | RuntimeException failure) {
            ResteasyReactiveRequestContext request = CurrentRequestManager.get();
            if (request.serverResponse().closed()) {
                // The client has disconnected: not an error, and there is nobody to answer.
                return;
            }
            if (request.serverResponse().headWritten()) {
                abort(request.unwrap(RoutingContext.class).request());
            }
            throw failure;
        }
    }

    /** Waits until the connection is closed. Otherwise the exception mapper would end the response properly. */
    private static void abort(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
            return;
        }
        try {
            request.connection()
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException closed) {
            // The client closed the connection, or is too slow to ever read more.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
