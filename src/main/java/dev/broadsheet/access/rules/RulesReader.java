package dev.broadsheet.access.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.rules.ItemRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Parses item rules, and other lists of text, from a request body and collects every fault. */
@ApplicationScoped
public class RulesReader {

    private static final int MAX_LIST = 100;

    private final RuleTerms terms;

    RulesReader(RuleTerms terms) {
        this.terms = terms;
    }

    /** The member {@code rules}; no rules if it is absent. */
    public ItemRules read(JsonFields fields) {
        JsonFields rules = fields.object("rules");
        if (rules == null) {
            return ItemRules.NONE;
        }
        ItemRules read = new ItemRules(
                termIds(rules, "author"),
                termIds(rules, "section"),
                termIds(rules, "tag"),
                Set.copyOf(texts(rules, "locale", any -> Optional.empty())),
                Set.copyOf(texts(rules, "type", any -> Optional.empty())),
                Boolean.TRUE.equals(rules.flag("own")));
        rules.rejectUnknown();
        return read;
    }

    private Set<UUID> termIds(JsonFields rules, String kind) {
        List<String> names = texts(rules, kind, any -> Optional.empty());
        Map<String, UUID> ids = names.isEmpty() ? Map.of() : terms.ids(kind, names);
        Set<UUID> found = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            UUID id = ids.get(names.get(i));
            if (id == null) {
                rules.faultAt(rules.pointer(kind) + "/" + i, "unknown-" + kind, "There is no such " + kind + ".");
            } else {
                found.add(id);
            }
        }
        return found;
    }

    /**
     * A list of at most 100 texts.
     *
     * @param fault why a text isn't valid; empty if it is
     */
    public static List<String> texts(JsonFields fields, String name, Function<String, Optional<String>> fault) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : fields.list(name, MAX_LIST)) {
            String at = fields.pointer(name) + "/" + texts.size();
            texts.add(item.asText());
            if (item.isTextual()) {
                fault.apply(item.textValue()).ifPresent(detail -> fields.faultAt(at, "invalid-value", detail));
            } else {
                fields.faultAt(at, "wrong-type", "Must be text.");
            }
        }
        return texts;
    }
}
