package dev.broadsheet.kernel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Settings of the whole site. */
@ConfigMapping(prefix = "broadsheet.site")
public interface SiteSettings {

    /** The time zone of dates without an offset, and of the start of a day: an IANA name such as Europe/Berlin. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** The language of new articles that name none: a BCP 47 tag. Existing articles keep theirs. */
    @WithDefault("en")
    String locale();

    /**
     * Whether slugs follow the spelling rules of a language: ö is oe in German, ø is oe in Danish and Norwegian. An
     * article uses its own locale, a term that of the site. Existing slugs stay. If false, ö is o in all languages.
     */
    @WithDefault("false")
    boolean slugsByLocale();
}
