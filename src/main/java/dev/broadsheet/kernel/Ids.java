package dev.broadsheet.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Generates ids: UUIDv7 (RFC 9562), so that rows inserted together are adjacent in the index. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The name in a URL as an id, if it has the form of a UUID. No slug has that form. */
    public static Optional<UUID> parse(String name) {
        return UUID_SHAPE.matcher(name).matches() ? Optional.of(UUID.fromString(name)) : Optional.empty();
    }
}
