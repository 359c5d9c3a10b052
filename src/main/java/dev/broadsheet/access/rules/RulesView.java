package dev.broadsheet.access.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.kernel.rules.ItemRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Item rules as the API returns and takes them. */
@Schema(
        name = "ItemRules",
        description =
                "Limits a key to some articles, in writes and on the draft side. Each member that is present must hold: one of the article's values is in its list.")
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RulesView(
        @Schema(description = "Slugs of authors.", examples = "[\"ada-moreno\"]", maxItems = 100)
        List<String> author,

        @Schema(description = "Slugs of sections.", examples = "[\"world\"]", maxItems = 100)
        List<String> section,

        @Schema(description = "Slugs of tags.", examples = "[\"energy\"]", maxItems = 100)
        List<String> tag,

        @Schema(description = "BCP 47 tags.", examples = "[\"de\"]", maxItems = 100)
        List<String> locale,

        @Schema(description = "Types of articles.", examples = "[\"article\"]", maxItems = 100)
        List<String> type,

        @Schema(description = "true: only articles that the key created.", defaultValue = "false")
        boolean own) {

    /** @param slugs of the terms in the rules; a term that was deleted is shown by its id */
    public static RulesView of(ItemRules rules, Map<UUID, String> slugs) {
        return new RulesView(
                names(rules.authors(), slugs),
                names(rules.sections(), slugs),
                names(rules.tags(), slugs),
                List.copyOf(new TreeSet<>(rules.locales())),
                List.copyOf(new TreeSet<>(rules.types())),
                rules.own());
    }

    /** The terms that rules name. */
    public static Collection<UUID> terms(Collection<ItemRules> rules) {
        List<UUID> terms = new ArrayList<>();
        for (ItemRules each : rules) {
            terms.addAll(each.authors());
            terms.addAll(each.sections());
            terms.addAll(each.tags());
        }
        return terms;
    }

    private static List<String> names(Set<UUID> ids, Map<UUID, String> slugs) {
        return ids.stream()
                .map(id -> slugs.getOrDefault(id, id.toString()))
                .sorted()
                .toList();
    }
}
