package dev.broadsheet.kernel.connection;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.problem.ProblemWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request whose head breaks RFC 9112, and closes the connection, because the start of the next request is
 * unknown. Vert.x' own answer has no body.
 */
final class MalformedRequest {

    private static final int LINGER_SECONDS = 2;

    private MalformedRequest() {}

    static boolean is(HttpRequest request) {
        return problem(request) != null;
    }

    static void refuse(ChannelHandlerContext context, HttpRequest request, ProblemWriter problems) {
        Problem problem = Objects.requireNonNull(problem(request));
        byte[] body = problems.write(problem, path(request));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.code().status()),
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(written -> close(context));
    }

    /**
     * Lets the client read the response first: closing with unread bytes would reset the connection. Bytes that still
     * arrive are discarded.
     */
    private static void close(ChannelHandlerContext context) {
        if (context.pipeline().get(SslHandler.class) == null && context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private static @Nullable Problem problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            if (cause instanceof TooLongHttpLineException) {
                return new Problem(ProblemCode.URI_TOO_LONG, limit(cause));
            }
            return cause instanceof TooLongHttpHeaderException
                    ? new Problem(ProblemCode.HEADERS_TOO_LARGE, limit(cause))
                    : malformed("The head of the request can't be parsed (RFC 9112).");
        }
        HttpVersion version = request.protocolVersion();
        if (!version.protocolName().equals("HTTP")) {
            return malformed("The request line doesn't end with an HTTP version.");
        }
        if (version.majorVersion() != 1 || version.minorVersion() > 1) {
            return new Problem(
                    ProblemCode.HTTP_VERSION_NOT_SUPPORTED, "This server speaks HTTP/1.0, HTTP/1.1 and HTTP/2.");
        }
        if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
            return malformed("There is more than one Host header (RFC 9112, section 3.2).");
        }
        // With another coding the end of the body is unknown (RFC 9112, section 6.3).
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                        || codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked")
                ? null
                : malformed("The only Transfer-Encoding that this server reads is chunked.");
    }

    /** Netty's message, such as: An HTTP line is larger than 4096 bytes. */
    private static String limit(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }

    private static Problem malformed(String detail) {
        return new Problem(ProblemCode.MALFORMED, detail);
    }

    private static String path(HttpRequest request) {
        String uri = String.valueOf(request.uri());
        return request.decoderResult().isFailure() ? "/" : uri.split("\\?", 2)[0];
    }
}
