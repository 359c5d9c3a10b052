package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.body.diff.DiffBudget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the members of an article. Descends into objects other than a section, but not into lists. A null member
 * counts as absent, except in {@code custom}.
 */
final class MemberDiff {

    /** Texts that are identifiers rather than prose: changed as a whole, without word changes. */
    private static final Set<String> IDENTIFIERS = ArticleMembers.ALL.stream()
            .filter(ArticleMember::isIdentifier)
            .map(member -> "/" + member.name())
            .collect(Collectors.toUnmodifiableSet());

    private final Locale locale;
    private final DiffBudget budget;
    private final List<MemberChange> changes = new ArrayList<>();

    private MemberDiff(Locale locale, DiffBudget budget) {
        this.locale = locale;
        this.budget = budget;
    }

    static List<MemberChange> between(ObjectNode before, ObjectNode after, Locale locale, DiffBudget budget) {
        MemberDiff members = new MemberDiff(locale, budget);
        for (String member : ArticleJson.MEMBERS) {
            JsonNode one = present(before.get(member));
            JsonNode other = present(after.get(member));
            members.compare("/" + member, orEmpty(one, other), orEmpty(other, one));
        }
        return List.copyOf(members.changes);
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }

    /** An absent list counts as an empty one. */
    private static @Nullable JsonNode orEmpty(@Nullable JsonNode value, @Nullable JsonNode other) {
        return value == null && other instanceof ArrayNode list ? list.arrayNode() : value;
    }

    /**
     * Compares by JSON text, because numbers must match digit by digit and the order of members in {@code custom}
     * counts.
     */
    private void compare(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            if (before != after) {
                changes.add(MemberChange.of(pointer, before, after));
            }
        } else if (!before.toString().equals(after.toString())) {
            differ(pointer, before, after);
        }
    }

    /** Adds the changes between two unequal values. If only the order of members differs, adds the whole object. */
    private void differ(String pointer, JsonNode before, JsonNode after) {
        if (before instanceof ObjectNode one && after instanceof ObjectNode other && !pointer.equals("/section")) {
            int size = changes.size();
            boolean custom = pointer.startsWith("/custom");
            Set<String> names = new LinkedHashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String inner = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                compare(
                        inner,
                        custom ? one.get(name) : present(one.get(name)),
                        custom ? other.get(name) : present(other.get(name)));
            }
            if (changes.size() == size) {
                changes.add(MemberChange.of(pointer, before, after));
            }
        } else if (before.isTextual() && after.isTextual() && !IDENTIFIERS.contains(pointer)) {
            changes.add(MemberChange.ofText(pointer, before, after, locale, budget));
        } else if (before.isArray() && after.isArray()) {
            changes.add(MemberChange.ofList(pointer, before, after));
        } else {
            changes.add(MemberChange.of(pointer, before, after));
        }
    }
}
