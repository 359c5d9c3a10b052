package dev.broadsheet.kernel.rules;

import java.util.Set;
import java.util.UUID;

/**
 * Limits a key to some articles. Each set that isn't empty must contain one of the article's values. Rules bind writes
 * and the draft side; a live response is the same for everybody.
 *
 * @param authors ids of terms, as {@code sections} and {@code tags}
 * @param own whether the key must have created the article
 */
public record ItemRules(
        Set<UUID> authors, Set<UUID> sections, Set<UUID> tags, Set<String> locales, Set<String> types, boolean own) {

    /** No limit. */
    public static final ItemRules NONE = new ItemRules(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

    /** Only articles that the key created. */
    public static final ItemRules OWN = new ItemRules(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true);

    /** Whether a rule looks at the content of the article, which differs between its revisions. */
    public boolean readsContent() {
        return !(authors.isEmpty() && sections.isEmpty() && tags.isEmpty() && locales.isEmpty() && types.isEmpty());
    }
}
