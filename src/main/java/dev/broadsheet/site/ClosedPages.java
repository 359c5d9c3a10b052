package dev.broadsheet.site;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers 404 for the pages that {@link PageSettings} closes. */
@ApplicationScoped
class ClosedPages {

    /** After the checks of the URL. */
    private static final int ORDER = Integer.MIN_VALUE + 2;

    void register(@Observes Router router, PageSettings settings) {
        if (!settings.metrics()) {
            close(router, "/q/metrics*");
        }
        if (!settings.apiBrowser()) {
            close(router, "/q/swagger-ui*");
        }
    }

    private static void close(Router router, String path) {
        router.route(path)
                .order(ORDER)
                .handler(context -> context.fail(new Problem(ProblemCode.NOT_FOUND, "This page is closed.")));
    }
}
