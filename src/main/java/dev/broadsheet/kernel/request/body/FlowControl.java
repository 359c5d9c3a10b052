package dev.broadsheet.kernel.request.body;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The flow-control window that the streams of an HTTP/2 connection share (RFC 9113, section 5.2). */
final class FlowControl {

    private FlowControl() {}

    /**
     * Gives the bytes of a complete body back to the window. Once END_STREAM has arrived, Vert.x gives nothing back
     * before the response. So a few bodies that wait for memory would stop all others of their connection, which would
     * be answered 408. A larger window would cost its size in memory for each connection. Call on the event loop.
     */
    static void release(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            return;
        }
        ChannelHandlerContext context = ((ConnectionBase) request.connection()).channelHandlerContext();
        Http2ConnectionHandler http2 = (Http2ConnectionHandler) context.handler();
        Http2Stream stream = http2.connection().stream(request.streamId());
        if (stream == null) {
            return; // Closed, which returns the window.
        }
        try {
            Http2LocalFlowController window = http2.decoder().flowController();
            if (window.consumeBytes(stream, window.unconsumedBytes(stream))) {
                context.flush();
            }
        } catch (Http2Exception failure) {
            http2.onError(context, true, failure);
        }
    }
}
