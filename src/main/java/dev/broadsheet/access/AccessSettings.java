package dev.broadsheet.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * How keys are stored. {@code BROADSHEET_ADMIN_KEY} and {@code BROADSHEET_DATA} are not under this prefix, so that
 * their names are short to type: see {@code FirstKey}. (A mapping of {@code broadsheet} itself would refuse the
 * settings of all other packages.)
 */
@ConfigMapping(prefix = "broadsheet.access")
interface AccessSettings {

    /**
     * The secret under which stored keys are hashed, {@code BROADSHEET_ACCESS_KEY_SECRET}. Set it so that a copy of the
     * database alone is not enough to test guessed keys. The cost: if it is lost or changed, all keys are invalid.
     * Default: a random secret, stored in the database.
     */
    Optional<String> keySecret();
}
