package dev.broadsheet.access.rules;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The terms that item rules name. {@code terms} implements it. */
public interface RuleTerms {

    /**
     * @param kind {@code author}, {@code section} or {@code tag}
     * @param names slugs, former slugs or ids
     * @return the ids by name, without names of no term
     */
    Map<String, UUID> ids(String kind, Collection<String> names);

    /** The present slugs of terms by id; deleted terms are left out. */
    Map<UUID, String> slugs(Collection<UUID> ids);
}
