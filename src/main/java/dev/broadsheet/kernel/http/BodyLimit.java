package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How large a body may be, whether its length was announced or it comes in chunks. */
@ApplicationScoped
public class BodyLimit {

    private static final long MEBI = 1024L * 1024;

    private final BodySettings settings;

    BodyLimit(BodySettings settings) {
        this.settings = settings;
    }

    /** In bytes, of a body sent to this path. */
    long of(String path) {
        return settings.larger().getOrDefault(path, settings.max()).asLongValue();
    }

    Problem exceeded(long bytes) {
        return new Problem(ProblemCode.TOO_LARGE, "A body may have at most " + inWords(bytes) + ".")
                .with("limit", bytes);
    }

    InputStream guard(InputStream body, String path) {
        return new Guarded(body, of(path));
    }

    private static String inWords(long bytes) {
        return bytes % MEBI == 0 ? bytes / MEBI + " MiB" : bytes + " bytes";
    }

    private final class Guarded extends FilterInputStream {

        private final long limit;
        private long read;

        Guarded(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > limit) {
                throw exceeded(limit);
            }
        }
    }
}
