package dev.broadsheet.access.roles;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadsheet.kernel.rules.ItemRules;
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
    /** Writes drafts of its own; somebody else publishes them. */
    CONTRIBUTOR(List.of("articles.read", "articles.write", "media.read", "media.write"), ItemRules.OWN),
    /** Writes, publishes and deletes articles of its own. */
    AUTHOR(List.of("articles.*", "-articles.purge", "media.read", "media.write"), ItemRules.OWN),
    /** All content: articles, terms, media, redirects. Neither keys nor the audit log, and no permanent deletion. */
    EDITOR(List.of("articles.*", "terms.*", "media.*", "redirects.*", "-articles.purge")),
    /** Everything. */
    ADMIN(List.of("*"));

    private final RoleDefinition definition;
    private final Set<Permission> permissions;

    Role(List<String> patterns) {
        this(patterns, ItemRules.NONE);
    }

    Role(List<String> patterns, ItemRules rules) {
        this.definition = new RoleDefinition(text(), patterns, rules);
        this.permissions = Set.copyOf(definition.permissions());
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public RoleDefinition definition() {
        return definition;
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
