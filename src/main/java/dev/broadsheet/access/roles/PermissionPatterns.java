package dev.broadsheet.access.roles;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The notation of permissions in a list: a name ({@code articles.read}), all of a subject ({@code articles.*}), all
 * ({@code *}), or one of these taken away ({@code -articles.delete}). The order doesn't matter: what is taken away is
 * never granted.
 */
public final class PermissionPatterns {

    private PermissionPatterns() {}

    /** The permissions that a list grants. Patterns that match nothing are ignored: see {@link #fault}. */
    public static Set<Permission> resolve(List<String> patterns) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        Set<Permission> denied = EnumSet.noneOf(Permission.class);
        for (String pattern : patterns) {
            boolean negative = pattern.startsWith("-");
            (negative ? denied : granted).addAll(matching(negative ? pattern.substring(1) : pattern));
        }
        granted.removeAll(denied);
        return granted;
    }

    /** Why a pattern isn't valid, as a sentence. */
    public static Optional<String> fault(String pattern) {
        String name = pattern.startsWith("-") ? pattern.substring(1) : pattern;
        return matching(name).isEmpty()
                ? Optional.of("“" + name + "” is no permission. Known: " + Permission.names()
                        + "; “articles.*” for all of a subject, “*” for all.")
                : Optional.empty();
    }

    private static Set<Permission> matching(String name) {
        Set<Permission> matching = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (name.equals("*") || name.equals(permission.text()) || name.equals(permission.subject() + ".*")) {
                matching.add(permission);
            }
        }
        return matching;
    }
}
