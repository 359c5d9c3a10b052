package dev.broadsheet.kernel.request.body;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Detects clients that have stopped sending their request body. */
@Singleton
class BodyProgress {

    /** Fewer bytes than this in {@link BodySettings#idleTimeout} are no progress. */
    private static final int MIN_BYTES = 1024;

    /**
     * Idle periods that a body may have while other bodies of its connection make progress. The streams of HTTP/2 share
     * the connection's flow-control window (RFC 9113, section 5.2), and clients don't share it out evenly.
     */
    private static final int MAX_IDLE_PERIODS = 6;

    private final BodySettings settings;
    private final Vertx vertx;

    /** Body bytes received on each connection. */
    private final Map<HttpConnection, AtomicLong> received = Collections.synchronizedMap(new WeakHashMap<>());

    BodyProgress(BodySettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
    }

    /**
     * Call on the event loop of the request. Watches until {@link Watch#stop}.
     *
     * @param stalled called after each period without progress
     */
    Watch watch(HttpServerRequest request, Runnable stalled) {
        return new Watch(received.computeIfAbsent(request.connection(), connection -> new AtomicLong()), stalled);
    }

    final class Watch {

        private final AtomicLong ofConnection;
        private final Runnable stalled;
        private final long timer;
        private long ofConnectionBefore;
        private long ofBody;
        private long ofBodyBefore;
        private int idlePeriods;

        private Watch(AtomicLong ofConnection, Runnable stalled) {
            this.ofConnection = ofConnection;
            this.stalled = stalled;
            ofConnectionBefore = ofConnection.get();
            timer = vertx.setPeriodic(settings.idleTimeout().toMillis(), period -> check());
        }

        void add(int bytes) {
            ofBody += bytes;
            ofConnection.addAndGet(bytes);
        }

        private void check() {
            boolean idle = ofBody - ofBodyBefore < MIN_BYTES;
            boolean connectionIdle = ofConnection.get() - ofConnectionBefore < MIN_BYTES;
            idlePeriods = idle ? idlePeriods + 1 : 0;
            ofBodyBefore = ofBody;
            ofConnectionBefore = ofConnection.get();
            if (idle && connectionIdle || idlePeriods >= MAX_IDLE_PERIODS) {
                stalled.run();
            }
        }

        void stop() {
            vertx.cancelTimer(timer);
        }
    }
}
