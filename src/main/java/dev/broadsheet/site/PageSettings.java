package dev.broadsheet.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Pages for operators and developers, which a public address may not need. A closed page answers 404. */
@ConfigMapping(prefix = "broadsheet.pages")
interface PageSettings {

    /** {@code /q/metrics}. Close it where the address of the app is public. */
    @WithDefault("true")
    boolean metrics();

    /** {@code /q/swagger-ui}. The OpenAPI document itself stays: clients are generated from it. */
    @WithDefault("true")
    boolean apiBrowser();
}
