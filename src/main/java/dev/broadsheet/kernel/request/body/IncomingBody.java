package dev.broadsheet.kernel.request.body;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of one request on its event loop, without a thread of its own. Up to 64 KiB are kept in memory, as
 * long as the shared budget has room; everything else goes to a temporary file.
 *
 * <p>All methods run on the event loop of the request, except {@link #open}, {@link #shrink} and {@link #close}.
 */
final class IncomingBody {

    static final int MAX_IN_MEMORY = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(IncomingBody.class);
    private static final String BROKEN_OFF = "The body broke off before its end.";

    private final HttpServerRequest request;
    private final Context context;
    private final BodySettings settings;
    private final BodyLimit limits;
    private final BodyBudgets resources;
    private final BodyProgress progress;
    private final long limit;
    private final Promise<Void> ready = Promise.promise();

    private Buffer memory = Buffer.buffer();
    private @Nullable BodyFile file;
    private BodyProgress.@Nullable Watch watch;
    private long received;
    private boolean writing;
    private boolean complete;

    // Released by close(), which may come from any thread.
    private long receiving;
    private long onDisk;
    private long processing;
    private boolean closed;

    IncomingBody(
            RoutingContext routing,
            Context context,
            BodySettings settings,
            BodyLimit limits,
            BodyBudgets resources,
            BodyProgress progress) {
        this.request = routing.request();
        this.context = context;
        this.settings = settings;
        this.limits = limits;
        this.resources = resources;
        this.progress = progress;
        this.limit = limits.of(routing);
    }

    /**
     * Completes when the whole body has arrived and memory to process it is reserved. Fails with a {@link Problem}: 400
     * if the body ends early, 408 if it makes no progress, 413 if it is too large, 503 if no memory or disk space is
     * available in time.
     */
    Future<Void> receive() {
        if (request.isEnded()) {
            complete();
            return ready.future();
        }
        BodyProgress.Watch watching = progress.watch(request, this::cutOff);
        watch = watching;
        request.handler(part -> {
                    watching.add(part.length());
                    add(part);
                })
                .endHandler(end -> complete())
                .exceptionHandler(broken -> fail(new Problem(ProblemCode.MALFORMED, BROKEN_OFF)));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
        return ready.future();
    }

    /** The body from its first byte. Call it once the body is complete. */
    Future<InputStream> open() {
        try {
            return Future.succeededFuture(file == null ? new ByteArrayInputStream(memory.getBytes()) : file.read());
        } catch (IOException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void add(Buffer part) {
        received += part.length();
        if (received > limit) {
            fail(limits.exceeded(limit));
        } else if (file == null && received <= MAX_IN_MEMORY && reserveReceiving(part.length())) {
            memory.appendBuffer(part);
        } else {
            write(part);
        }
    }

    private synchronized boolean reserveReceiving(long bytes) {
        if (closed || !resources.receiving().tryReserve(bytes)) {
            return false;
        }
        receiving += bytes;
        return true;
    }

    /** One part at a time: the request is paused until the part is written. */
    private void write(Buffer part) {
        Buffer bytes = memory.length() == 0 ? part : memory.appendBuffer(part);
        memory = Buffer.buffer();
        // A file also costs a descriptor: its first reservation is as large as the in-memory limit.
        BodyFile target = reserveDisk(file == null ? Math.max(MAX_IN_MEMORY, bytes.length()) : bytes.length());
        if (target == null) {
            fail(new Problem(ProblemCode.BUSY, "Too many large bodies are being received.").header("Retry-After", "5"));
            return;
        }
        request.pause();
        writing = true;
        context.executeBlocking(() -> target.append(bytes), false).onComplete(written -> {
            writing = false;
            if (written.succeeded()) {
                request.resume();
            } else {
                LOG.warnf(
                        "A body can't be written to a temporary file: %s",
                        written.cause().getMessage());
                fail(new Problem(ProblemCode.BUSY, "There is no disk space for large bodies.")
                        .header("Retry-After", "5"));
            }
        });
    }

    /** Returns the file with room for so many more bytes, or null if there is no room. */
    private synchronized @Nullable BodyFile reserveDisk(long bytes) {
        resources.receiving().release(receiving);
        receiving = 0;
        if (closed || !resources.disk().tryReserve(bytes)) {
            return null;
        }
        onDisk += bytes;
        if (file == null) {
            file = new BodyFile();
        }
        return file;
    }

    private void cutOff() {
        if (writing) {
            return; // The disk is slow, not the client.
        }
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        fail(new Problem(ProblemCode.REQUEST_TIMEOUT, "The body did not arrive in time."));
    }

    private void stopWatching() {
        if (watch != null) {
            watch.stop();
        }
    }

    private void complete() {
        complete = true;
        stopWatching();
        FlowControl.release(request);
        request.exceptionHandler(gone -> {}); // Process a complete body even if the client disconnects.
        if (file == null) {
            ready.tryComplete();
            return;
        }
        long needed = Math.min(
                received,
                Math.min(settings.max().asLongValue(), resources.processing().limit()));
        Future<Void> room = resources.processing().reserve(needed);
        if (!room.isComplete()) {
            cancelAfter(settings.maxWait(), room);
        }
        room.onComplete(granted -> context.runOnContext(here -> {
            keep(needed);
            ready.tryComplete();
        }));
    }

    /** Gives up waiting after a time, unless there is room by then. */
    private void cancelAfter(Duration time, Future<Void> room) {
        long timer = context.owner().setTimer(time.toMillis(), late -> {
            if (resources.processing().cancel(room)) {
                fail(new Problem(ProblemCode.BUSY, "Too many large bodies are being processed.")
                        .header("Retry-After", "5"));
            }
        });
        room.onComplete(done -> context.owner().cancelTimer(timer));
    }

    private synchronized void keep(long bytes) {
        if (closed) {
            resources.processing().release(bytes);
        } else {
            processing = bytes;
        }
    }

    /** Releases memory that the endpoint won't need because it reads the body piece by piece. */
    synchronized void shrink(long bytes) {
        if (!closed && bytes < processing) {
            resources.processing().release(processing - bytes);
            processing = bytes;
        }
    }

    private void fail(Throwable failure) {
        stopWatching();
        if (!complete) {
            request.handler(null).endHandler(null).exceptionHandler(gone -> {});
            request.pause();
        }
        close();
        ready.tryFail(failure);
    }

    /** Frees memory and file. Idempotent. */
    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory = Buffer.buffer();
        resources.receiving().release(receiving);
        resources.processing().release(processing);
        resources.disk().release(onDisk);
        if (file != null) {
            file.close();
        }
    }
}
