package dev.broadsheet.kernel.request.body;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The maximum body size of each endpoint. */
@ApplicationScoped
public class BodyLimit {

    /** RESTEasy ignores matrix parameters when it matches the path. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private static final String FORM = "multipart/form-data";

    private static final long KIBI = 1024;
    private static final long MEBI = 1024 * KIBI;

    private final BodySettings settings;

    BodyLimit(BodySettings settings) {
        this.settings = settings;
    }

    /** The limit in bytes. The path is normalised as for routing, so that another spelling can't evade a limit. */
    public long of(RoutingContext routing) {
        String path = MATRIX_PARAMETERS.matcher(routing.normalizedPath()).replaceAll("");
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String parent = plain.substring(0, plain.lastIndexOf('/') + 1);
        String method = routing.request().method().name();
        List<String> keys = List.of(plain, method + " " + plain, method + " " + parent + "*");
        if (isForm(routing.request()) && keys.stream().anyMatch(settings.forms()::contains)) {
            return settings.maxForm().asLongValue();
        }
        return keys.stream()
                .map(settings.maxFor()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(settings.max())
                .asLongValue();
    }

    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
    }

    public Problem exceeded(long bytes) {
        return new Problem(ProblemCode.TOO_LARGE, "A body may have at most " + inWords(bytes) + ".")
                .with("limit", bytes);
    }

    private static String inWords(long bytes) {
        if (bytes % MEBI == 0) {
            return bytes / MEBI + " MiB";
        }
        return bytes % KIBI == 0 ? bytes / KIBI + " KiB" : bytes + " bytes";
    }
}
