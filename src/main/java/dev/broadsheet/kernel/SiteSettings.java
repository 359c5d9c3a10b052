package dev.broadsheet.kernel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What is true of the whole site. */
@ConfigMapping(prefix = "broadsheet.site")
public interface SiteSettings {

    /** Decides dates that come without an offset, and where a day begins: an IANA name such as Europe/Berlin. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** The language of an article that names none: a BCP 47 tag. Articles that exist keep theirs. */
    @WithDefault("en")
    String locale();

    /**
     * Whether slugs are spelled by the custom of a language: ö is oe in German, ø is oe in Danish and Norwegian. Articles
     * go by their own locale, terms by that of the site. Slugs that exist stay. Off, ö is o everywhere.
     */
    @WithDefault("false")
    boolean slugsByLocale();
}
