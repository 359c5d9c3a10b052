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
 * What is written piece by piece: without this the JSON library would take the writer itself for a value. An answer that
 * fails on its way is broken off, never ended: to its reader a part must not look like the whole.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/x-ndjson", "text/csv"})
public class StreamingOutputWriter implements MessageBodyWriter<StreamingOutput> {

    /** RFC 9113, section 7. */
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

                /** Closed by a writer that failed, the answer would have an end. */
                @Override
                public void close() throws IOException {
                    flush();
                }
            });
        } catch (IOException | RuntimeException failure) {
            ResteasyReactiveRequestContext request = CurrentRequestManager.get();
            if (request.serverResponse().closed()) {
                // The client has gone: nobody's fault, and nobody left to tell.
                return;
            }
            if (request.serverResponse().headWritten()) {
                abort(request.unwrap(RoutingContext.class).request());
            }
            throw failure;
        }
    }

    /** Returns when nothing can be written any more: what is told of the failure would end the answer properly. */
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
            // By the client, or it is so slow that it never will read more.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
