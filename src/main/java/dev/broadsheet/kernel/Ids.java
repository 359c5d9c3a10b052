package dev.broadsheet.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identities: UUIDv7 (RFC 9562), so that rows written together lie together. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The id that a name in a URL is, if it is shaped like one. No slug may be. */
    public static Optional<UUID> parse(String name) {
        return UUID_SHAPE.matcher(name).matches() ? Optional.of(UUID.fromString(name)) : Optional.empty();
    }
}
