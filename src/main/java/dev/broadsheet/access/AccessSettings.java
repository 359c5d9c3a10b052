package dev.broadsheet.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * How keys are stored. Not of this room's prefix, because {@code BROADSHEET_ADMIN_KEY} and {@code BROADSHEET_DATA} are
 * short for whoever types them: see {@code FirstKey}. (A mapping of {@code broadsheet} itself would refuse every setting
 * of another room.)
 */
@ConfigMapping(prefix = "broadsheet.access")
interface AccessSettings {

    /**
     * With what stored keys are hashed, {@code BROADSHEET_ACCESS_KEY_SECRET}. Choose it so that a copy of the database
     * alone is not enough to test guessed keys; the cost: every key is void when it is lost or changed. Absent: a random
     * one, kept in the database.
     */
    Optional<String> keySecret();
}
