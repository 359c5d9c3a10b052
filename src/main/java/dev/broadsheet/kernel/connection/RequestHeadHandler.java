package dev.broadsheet.kernel.connection;

import dev.broadsheet.kernel.problem.ProblemWriter;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP/1.1 connection whose request head takes too long, and answers heads that can't be parsed. The handler
 * stands behind TLS and in front of the HTTP decoder; {@link DecodedRequestHandler} stands behind the decoder. HTTP/2
 * connections have no such timeout, because each has at most one unfinished head, of a few kilobytes.
 */
final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

    private final Duration timeout;
    private final ProblemWriter problems;
    private @Nullable ScheduledFuture<?> timer;
    private boolean installed;

    /** The head is complete, and its body isn't. */
    private boolean inBody;

    private int requests;
    private int responses;

    RequestHeadHandler(Duration timeout, ProblemWriter problems) {
        this.timeout = timeout;
        this.problems = problems;
    }

    /** Vert.x chooses HTTP/1.1 or HTTP/2 before it lets the first bytes pass. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!installed && !install(context)) {
            context.pipeline().remove(this);
            context.fireChannelRead(bytes);
            return;
        }
        int before = requests;
        boolean wasInBody = inBody;
        context.fireChannelRead(bytes);
        if (requests == before
                && !wasInBody
                && timer == null
                && context.channel().isOpen()) {
            startTimer(context);
        }
    }

    /** False if this is not HTTP/1.1. */
    private boolean install(ChannelHandlerContext context) {
        if (!isHttp1(context)) {
            return false;
        }
        String encoder = context.pipeline().context(HttpResponseEncoder.class).name();
        context.pipeline().addAfter(encoder, null, new DecodedRequestHandler());
        installed = true;
        return true;
    }

    /** Whether the connection uses HTTP/1.1. False once it has been upgraded to HTTP/2. */
    private static boolean isHttp1(ChannelHandlerContext context) {
        return context.pipeline().get(HttpRequestDecoder.class) != null;
    }

    private void startTimer(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> timeOut(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timeOut(ChannelHandlerContext context) {
        timer = null;
        if (!isHttp1(context)) {
            context.pipeline().remove(this);
        } else if (responses < requests) {
            // Vert.x stops reading until earlier requests are answered.
            startTimer(context);
        } else {
            context.close();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        context.fireChannelInactive();
    }

    /** Sees each decoded request before Vert.x does, and each response before it is encoded. */
    private final class DecodedRequestHandler extends ChannelDuplexHandler {

        private @Nullable HttpRequest malformed;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && malformed == null) {
                cancelTimer();
                inBody = true;
                if (MalformedRequest.is(request)) {
                    malformed = request;
                    refuseInTurn(context);
                } else {
                    requests++;
                    if (hasBody(request)) {
                        request.headers().remove(HttpHeaderNames.UPGRADE);
                    }
                }
            }
            if (message instanceof LastHttpContent) {
                inBody = false;
            }
            if (malformed == null) {
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        /**
         * An upgrade to HTTP/2 is ignored for a request with a body, as a server may (RFC 7540, section 3.2). After an
         * upgrade the body would have no flow control: Vert.x would buffer everything that arrives until the body is
         * read.
         */
        private static boolean hasBody(HttpRequest request) {
            return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            context.write(message, written);
            if (message instanceof LastHttpContent && !isInterim(message)) {
                responses++;
                refuseInTurn(context);
            }
        }

        /** Answers the malformed request once all earlier requests of the connection have their responses. */
        private void refuseInTurn(ChannelHandlerContext context) {
            if (malformed != null && responses == requests) {
                MalformedRequest.refuse(context, malformed, problems);
            }
        }

        /** 1xx responses such as 100 Continue are not counted. */
        private static boolean isInterim(Object message) {
            return message instanceof HttpResponse response && response.status().code() < 200;
        }
    }
}
