package dev.broadsheet.kernel.connection;

import dev.broadsheet.kernel.problem.ProblemWriter;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.time.Duration;

/**
 * Adds this app's handlers to the Netty pipeline of every accepted connection. Vert.x has no hook for this. Netty finds
 * this class as a service when the system property {@code io.netty.bootstrap.extensions} is {@code serviceload}; the
 * main class and the tests set it.
 */
public final class ConnectionGuard extends ChannelInitializerExtension {

    /** Call before Netty's first bootstrap. */
    public static void install() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        ArcContainer app = Arc.container();
        if (app != null && app.isRunning()) {
            channel.pipeline()
                    .addFirst(new ConnectionLimitHandler(
                            app.instance(ConnectionLimiter.class).get(),
                            app.instance(ConnectionSettings.class).get().headTimeout(),
                            app.instance(ProblemWriter.class).get()));
        }
    }

    /**
     * Admits or closes a connection when it becomes active. By then Vert.x has added its own handlers. Removes itself
     * afterwards.
     */
    private static final class ConnectionLimitHandler extends ChannelInboundHandlerAdapter {

        private final ConnectionLimiter connections;
        private final Duration headTimeout;
        private final ProblemWriter problems;

        ConnectionLimitHandler(ConnectionLimiter connections, Duration headTimeout, ProblemWriter problems) {
            this.connections = connections;
            this.headTimeout = headTimeout;
            this.problems = problems;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (connections.admit(context.channel())) {
                context.pipeline().addLast(new RequestHeadHandler(headTimeout, problems));
                context.fireChannelActive();
                context.pipeline().remove(this);
            } else {
                context.close();
            }
        }
    }
}
