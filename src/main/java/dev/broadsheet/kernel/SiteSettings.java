package dev.broadsheet.kernel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Optional;

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
     * The address at which the website shows working copies, such as {@code
     * https://example.org/preview/{slug}?token={token}}: {@code links.preview} of every working copy. {@code {slug}},
     * {@code {id}} and {@code {locale}} are the article's; the website reads it at {@code /api/shared/{token}}.
     */
    Optional<String> previewUrl();

    /**
     * Whether slugs follow the spelling rules of a language: ö is oe in German, ø is oe in Danish and Norwegian. An
     * article uses its own locale, a term that of the site. Existing slugs stay. If false, ö is o in all languages.
     */
    @WithDefault("false")
    boolean slugsByLocale();
}
