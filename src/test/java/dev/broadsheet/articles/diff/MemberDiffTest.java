package dev.broadsheet.articles.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.diff.DiffBudget;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MemberDiffTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 2000)
    void patchOfOneSideGivesTheOther(@ForAll long seed, @ForAll long other) {
        ObjectNode before = article(new Random(seed));
        ObjectNode after = article(new Random(other));
        List<MemberChange> changes = MemberDiff.between(before, after, Locale.ENGLISH, new DiffBudget());
        assertThat(applied(changes, before)).as(changes.toString()).isEqualTo(after);
        assertThat(MemberDiff.between(after, after.deepCopy(), Locale.ENGLISH, new DiffBudget()))
                .isEmpty();
    }

    private static ObjectNode applied(List<MemberChange> changes, ObjectNode before) {
        ObjectNode article = before.deepCopy();
        for (MemberChange change : changes) {
            JsonPointer pointer = JsonPointer.compile(change.pointer());
            ObjectNode holder = (ObjectNode) article.at(pointer.head());
            String name = pointer.last().getMatchingProperty();
            if (change.after() == null) {
                holder.remove(name);
            } else {
                holder.set(name, change.after());
            }
        }
        return article;
    }

    private static ObjectNode article(Random random) {
        ObjectNode article = JSON.objectNode();
        article.put("title", "The " + random.nextInt(3) + " end");
        article.set("custom", object(random, 0));
        article.set("tags", JSON.arrayNode().add(random.nextInt(3)).add(random.nextInt(3)));
        return article;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.objectNode();
        for (String name : new String[] {"a", "/", "~", "ä b"}) {
            if (random.nextBoolean()) {
                object.set(name, value(random, depth));
            }
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.textNode("word " + random.nextInt(3));
            case 2 -> JSON.numberNode(random.nextInt(3));
            case 3 -> JSON.arrayNode();
            case 4 -> JSON.arrayNode().add("x").addNull();
            default -> object(random, depth + 1);
        };
    }
}
