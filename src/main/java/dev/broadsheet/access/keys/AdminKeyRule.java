package dev.broadsheet.access.keys;

import dev.broadsheet.access.BearerHeader;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The rules for a key that an administrator chooses: valid after {@code Bearer} (RFC 6750) and not too short. */
final class AdminKeyRule {

    static final int MIN_LENGTH = 8;

    private AdminKeyRule() {}

    static void check(String token) {
        if (token.length() < MIN_LENGTH
                || token.length() > BearerHeader.MAX_LENGTH
                || !BearerHeader.TOKEN.matcher(token).matches()) {
            throw new ConfigurationException("BROADSHEET_ADMIN_KEY must have " + MIN_LENGTH + " to "
                    + BearerHeader.MAX_LENGTH + " characters out of letters, digits and -._~+/ (RFC 6750).");
        }
    }
}
