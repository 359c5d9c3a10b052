package dev.broadsheet.access.roles;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The permissions of a key, unless some are taken away from it. */
public enum Role {
    /** Reads drafts, for a front-end's preview. Changes nothing. */
    READER(List.of("articles.read", "media.read", "redirects.read")),
    /** All content: articles, terms, media, redirects. Neither keys nor the audit log, and no permanent deletion. */
    EDITOR(List.of("articles.*", "terms.*", "media.*", "redirects.*", "-articles.purge")),
    /** Everything. */
    ADMIN(List.of("*"));

    private final Set<Permission> permissions;

    Role(List<String> patterns) {
        this.permissions = Set.copyOf(PermissionPatterns.resolve(patterns));
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The name in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    /** All names, separated by commas. */
    public static String names() {
        return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
    }
}
