package dev.broadsheet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy between two processes whose connections can be cut and restored. */
public final class NetworkCut implements AutoCloseable {

    private final ServerSocket listener;
    private final int targetPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public NetworkCut(int there) throws IOException {
        this.targetPort = there;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Closes all connections; new ones are closed at once. */
    public void cut() {
        cut = true;
        sockets.forEach(NetworkCut::closeQuietly);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(NetworkCut::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                if (cut) {
                    closeQuietly(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), targetPort);
                sockets.add(near);
                sockets.add(far);
                start(() -> forward(near, far));
                start(() -> forward(far, near));
            }
        } catch (IOException closed) {
            // The listener was closed.
        }
    }

    private void forward(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other end is closed below.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void closeQuietly(Socket socket) {
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
