package dev.broadsheet.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What decides who may write. */
@ConfigMapping(prefix = "broadsheet")
interface AccessSettings {

    /**
     * The first admin key, {@code BROADSHEET_ADMIN_KEY}. Choose it where keys come from a secret store. Setting another
     * one revokes the former at the next start. Absent: one is made at the first start and kept in the data folder.
     */
    Optional<String> adminKey();

    /** The data folder, {@code BROADSHEET_DATA}; here it holds {@code admin.key}. */
    @WithDefault("data")
    Path data();

    Access access();

    /** How keys are stored. */
    interface Access {

        /**
         * With what stored keys are hashed, {@code BROADSHEET_ACCESS_KEY_SECRET}. Choose it so that a copy of the
         * database alone is not enough to test guessed keys; the cost: every key is void when it is lost or changed.
         * Absent: a random one, kept in the database.
         */
        Optional<String> keySecret();
    }
}
