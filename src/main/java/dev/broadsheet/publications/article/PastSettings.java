package dev.broadsheet.publications.article;

import dev.broadsheet.kernel.StrictBooleanConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Access of anonymous readers to past versions with {@code at}. */
@ConfigMapping(prefix = "broadsheet.past")
interface PastSettings {

    /**
     * Whether a past version of an article needs a key once it has been corrected. Choose true where a correction must
     * also remove the earlier wording from public view. Links with {@code at} to a corrected article then answer 401.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean hideCorrections();
}
