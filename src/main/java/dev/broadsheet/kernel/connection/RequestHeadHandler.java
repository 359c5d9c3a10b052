package dev.broadsheet.kernel.connection;

import dev.broadsheet.kernel.http.ProblemWriter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection of HTTP/1.1 whose request head takes too long, and answers heads that can't be parsed. It stands
 * behind TLS and in front of the HTTP decoder, with a second part behind the decoder. Leaves HTTP/2 alone: a connection
 * has one unfinished head there at most, of a few kilobytes.
 */
final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

    private final Duration timeout;
    private final ProblemWriter problems;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean installed;

    /** The head is complete, and its body isn't. */
    private boolean inBody;

    private int heads;

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
        int before = heads;
        context.fireChannelRead(bytes);
        if (heads == before && !inBody && deadline == null && context.channel().isOpen()) {
            await(context);
        }
    }

    /** False if this is not HTTP/1.1. */
    private boolean install(ChannelHandlerContext context) {
        if (context.pipeline().get(HttpRequestDecoder.class) == null) {
            return false;
        }
        String encoder = context.pipeline().context(HttpResponseEncoder.class).name();
        context.pipeline().addAfter(encoder, null, new Decoded());
        installed = true;
        return true;
    }

    private void await(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(
                        () -> {
                            deadline = null;
                            if (context.channel().config().isAutoRead()) {
                                context.close();
                            } else {
                                // Vert.x has stopped reading until earlier requests are answered.
                                await(context);
                            }
                        },
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    /** What the decoder made of the bytes. */
    private final class Decoded extends ChannelInboundHandlerAdapter {

        private boolean refused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                heads++;
                cancel();
                inBody = true;
                refused = refused || MalformedRequest.refuse(context, request, problems);
            }
            if (message instanceof LastHttpContent) {
                inBody = false;
            }
            if (refused) {
                ReferenceCountUtil.release(message);
            } else {
                context.fireChannelRead(message);
            }
        }
    }
}
