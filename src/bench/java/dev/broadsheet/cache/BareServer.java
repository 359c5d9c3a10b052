package dev.broadsheet.cache;

import dev.broadsheet.cache.http.RawResponse;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The baseline: a Vert.x HTTP server with defaults, on the JDK's NIO, with only a request handler and a map from a
 * request's URI to the bytes of its response. Arguments: the file of responses, the port, the number of event loops.
 *
 * <p>The app prefers the system's native transport; {@code -Dbench.bare.native=true} makes the bare server use it too.
 */
public final class BareServer extends AbstractVerticle {

    /** The responses of one URI, by request headers. */
    private record Forms(
            StaticResponse plain,
            @Nullable StaticResponse gzip,
            @Nullable StaticResponse notModified) {}

    private record StaticResponse(int status, CharSequence[] headers, Buffer body) {

        static StaticResponse of(RawResponse reply) {
            CharSequence[] headers = reply.headers().stream()
                    .flatMap(header -> java.util.stream.Stream.of(
                            HttpHeaders.createOptimized(header.getKey()),
                            HttpHeaders.createOptimized(header.getValue())))
                    .toArray(CharSequence[]::new);
            return new StaticResponse(reply.status(), headers, Buffer.buffer(reply.body()));
        }

        void send(HttpServerResponse response) {
            response.setStatusCode(status);
            for (int i = 0; i < headers.length; i += 2) {
                response.putHeader(headers[i], headers[i + 1]);
            }
            if (status == 304) {
                response.end();
            } else {
                response.end(body);
            }
        }
    }

    private static final Map<String, Forms> FORMS = new HashMap<>();
    private static int port;

    public static void main(String[] arguments) throws Exception {
        read(Path.of(arguments[0]));
        port = Integer.parseInt(arguments[1]);
        int loops = Integer.parseInt(arguments[2]);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setPreferNativeTransport(Boolean.getBoolean("bench.bare.native")));
        vertx.deployVerticle(BareServer.class, new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        System.out.println("Bare server is ready.");
    }

    private static void read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int left = in.readInt(); left > 0; left--) {
                String uri = in.readUTF();
                FORMS.put(
                        uri,
                        new Forms(
                                StaticResponse.of(RawResponse.read(in)),
                                in.readBoolean() ? StaticResponse.of(RawResponse.read(in)) : null,
                                in.readBoolean() ? StaticResponse.of(RawResponse.read(in)) : null));
            }
        }
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(BareServer::answer)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void answer(HttpServerRequest request) {
        Forms forms = FORMS.get(request.uri());
        if (forms == null) {
            request.response().setStatusCode(404).end();
        } else if (forms.notModified != null && request.headers().contains(HttpHeaders.IF_NONE_MATCH)) {
            forms.notModified.send(request.response());
        } else if (forms.gzip != null && request.headers().contains(HttpHeaders.ACCEPT_ENCODING)) {
            forms.gzip.send(request.response());
        } else {
            forms.plain.send(request.response());
        }
    }
}
