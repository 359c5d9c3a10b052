package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a body may be, whether its length was announced or it comes in chunks. */
@Singleton
public class BodyLimit {

    private static final long MEBI = 1024L * 1024;

    private final long bytes;

    @Inject
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize size) {
        this.bytes = size.asLongValue();
    }

    long bytes() {
        return bytes;
    }

    Problem exceeded() {
        return new Problem(ProblemCode.TOO_LARGE, "A body may have at most " + inWords() + ".").with("limit", bytes);
    }

    InputStream guard(InputStream body) {
        return new Guarded(body);
    }

    private String inWords() {
        return bytes % MEBI == 0 ? bytes / MEBI + " MiB" : bytes + " bytes";
    }

    private final class Guarded extends FilterInputStream {

        private long read;

        Guarded(InputStream body) {
            super(body);
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
            if (read > bytes) {
                throw exceeded();
            }
        }
    }
}
