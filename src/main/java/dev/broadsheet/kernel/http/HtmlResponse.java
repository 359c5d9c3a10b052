package dev.broadsheet.kernel.http;

import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An HTML response with a Content-Security-Policy. The pages have inline styles and load nothing, so the policy forbids
 * everything else: a script that slipped through escaping could not run.
 */
public final class HtmlResponse {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private HtmlResponse() {}

    public static RestResponse<String> of(TemplateInstance page) {
        return RestResponse.ResponseBuilder.ok(page.render(), "text/html;charset=UTF-8")
                .header("Vary", "Accept")
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}
