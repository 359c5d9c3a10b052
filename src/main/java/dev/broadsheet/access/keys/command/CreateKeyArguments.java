package dev.broadsheet.access.keys.command;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code keys create}: {@code --name}, {@code --role}, {@code --flag} any number of times, {@code --expires}. */
record CreateKeyArguments(
        String name, Role role, Set<Flag> flags, @Nullable Instant expiresAt) {

    private static final int MAX_NAME = 200;
    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,4}d");

    /** @throws IllegalArgumentException with the message to print */
    static CreateKeyArguments parse(List<String> arguments, Instant now) {
        String name = "key";
        Role role = Role.ADMIN;
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Instant expiresAt = null;
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String option = words.next();
            switch (option) {
                case "--name" -> name = name(value(option, words));
                case "--role" -> role = role(value(option, words));
                case "--flag" -> flags.add(flag(value(option, words)));
                case "--expires" -> expiresAt = expiry(value(option, words), now);
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option \u201c" + option + "\u201d. Known: --name, --role, --flag, --expires.");
            }
        }
        return new CreateKeyArguments(name, role, flags, expiresAt);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return words.next();
    }

    private static String name(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new IllegalArgumentException("--name takes 1 to " + MAX_NAME + " characters.");
        }
        return name;
    }

    private static Role role(String word) {
        return Role.of(word).orElseThrow(() -> new IllegalArgumentException("--role takes " + Role.names() + "."));
    }

    private static Flag flag(String word) {
        return Flag.of(word).orElseThrow(() -> new IllegalArgumentException("--flag takes " + Flag.words() + "."));
    }

    private static Instant expiry(String text, Instant now) {
        try {
            Instant expiry = DAYS.matcher(text).matches()
                    ? now.plus(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))))
                    : OffsetDateTime.parse(text).toInstant();
            if (expiry.isAfter(now)) {
                return expiry;
            }
        } catch (DateTimeException unreadable) {
            // The same message as for an expiry in the past.
        }
        throw new IllegalArgumentException(
                "--expires takes days such as 90d, or a time ahead such as 2030-01-31T18:00:00Z.");
    }
}
