package dev.broadsheet.terms;

import dev.broadsheet.access.rules.RuleTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The terms in the item rules of keys. */
@ApplicationScoped
class TermsOfRules implements RuleTerms {

    private final Terms terms;

    TermsOfRules(Terms terms) {
        this.terms = terms;
    }

    @Override
    public Map<String, UUID> ids(String kind, Collection<String> names) {
        Map<String, TermRef> refs = new LinkedHashMap<>();
        names.forEach(name -> refs.put(name, TermRef.ofReference(TermKind.of(kind), name, "")));
        Map<TermRef, UUID> found = terms.find(refs.values());
        Map<String, UUID> ids = new HashMap<>();
        refs.forEach((name, ref) -> {
            if (found.containsKey(ref)) {
                ids.put(name, found.get(ref));
            }
        });
        return ids;
    }

    @Override
    public Map<UUID, String> slugs(Collection<UUID> ids) {
        Map<UUID, String> slugs = new HashMap<>();
        terms.names(ids).forEach((id, name) -> slugs.put(id, name.slug()));
        return slugs;
    }
}
