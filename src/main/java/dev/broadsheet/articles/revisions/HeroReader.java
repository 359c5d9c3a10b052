package dev.broadsheet.articles.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.ParsedBody;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the picture of an article, which is an image block without a key. */
final class HeroReader {

    private HeroReader() {}

    /** Validates it as an image block of a body. Null if there is none, or if it is faulty. */
    static @Nullable Image read(@Nullable JsonNode sent, List<Fault> faults, List<Warning> warnings) {
        if (sent == null) {
            return null;
        }
        if (!(sent instanceof ObjectNode object)) {
            faults.add(Fault.at("/hero", "wrong-type", "Must be an image block."));
            return null;
        }
        ObjectNode block = object.deepCopy();
        if (!block.has("type")) {
            block.put("type", "image");
        }
        if (!"image".equals(block.path("type").asText())) {
            faults.add(Fault.at("/hero/type", "not-an-image", "Must be an image block."));
            return null;
        }
        try {
            ParsedBody read = BodyConverter.read(blocks(block), null);
            read.warnings()
                    .forEach(warning ->
                            warnings.add(Warning.at(pointer(warning.pointer()), warning.code(), warning.detail())));
            return read.document().isEmpty()
                    ? null
                    : (Image) read.document().blocks().get(0);
        } catch (ValidationProblem invalid) {
            invalid.faults()
                    .forEach(fault -> faults.add(Fault.at(pointer(fault.pointer()), fault.code(), fault.detail())));
            return null;
        }
    }

    /** The stored picture of a content; null if there is none. */
    static @Nullable Image stored(Content content) {
        JsonNode hero = content.get(ArticleMembers.HERO);
        return hero == null
                ? null
                : (Image) BodyConverter.fromStored(
                                JsonNodeFactory.instance.arrayNode().add(hero))
                        .blocks()
                        .get(0);
    }

    static @Nullable JsonNode write(@Nullable Image hero) {
        return hero == null ? null : BodyConverter.block(hero).without("key");
    }

    private static ObjectNode blocks(ObjectNode block) {
        ObjectNode wrapped = block.objectNode();
        wrapped.putArray("blocks").add(block);
        return wrapped;
    }

    private static String pointer(@Nullable String inBody) {
        return "/hero" + String.valueOf(inBody).replaceFirst("^(/blocks)?/0", "");
    }
}
