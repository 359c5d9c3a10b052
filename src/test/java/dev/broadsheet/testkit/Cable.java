package dev.broadsheet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leads from a port of its own to another one, and can be cut and mended: the network between two processes. */
public final class Cable implements AutoCloseable {

    private final ServerSocket here;
    private final int there;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Cable(int there) throws IOException {
        this.there = there;
        this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return here.getLocalPort();
    }

    /** Ends all connections; who connects is hung up on. */
    public void cut() {
        cut = true;
        ends.forEach(Cable::hangUp);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        here.close();
        ends.forEach(Cable::hangUp);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = here.accept();
                if (cut) {
                    hangUp(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), there);
                ends.add(near);
                ends.add(far);
                start(() -> carry(near, far));
                start(() -> carry(far, near));
            }
        } catch (IOException closed) {
            // That was it.
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other end learns it below.
        } finally {
            hangUp(from);
            hangUp(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
