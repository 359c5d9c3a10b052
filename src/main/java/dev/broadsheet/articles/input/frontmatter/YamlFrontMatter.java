package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a mapping in <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a> with the core schema, aliases and <a
 * href="https://yaml.org/type/merge.html">merge keys</a>. Works on the node graph, because only nodes keep scalars as
 * written.
 */
final class YamlFrontMatter {

    static final int MAX_DEPTH = 30;

    /** Maximum number of nodes after aliases are expanded: an alias of a few bytes may expand to thousands of nodes. */
    private static final int MAX_NODES = 20_000;

    private static final String MERGE_KEY = "<<";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String RECURSIVE = "An alias must not stand inside of its own anchor.";

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(FrontMatterText.MAX_LENGTH + 1)
            .setMaxAliasesForCollections(MAX_NODES)
            .build();

    private final int firstLine;
    private final boolean raw;
    private int nodes;

    private YamlFrontMatter(int firstLine, boolean asWritten) {
        this.firstLine = firstLine;
        this.raw = asWritten;
    }

    /**
     * @param firstLine the 1-based line of the file on which the text begins
     * @throws Problem 400 if it is not a YAML mapping, with line and column
     */
    static FrontMatterData read(String text, int firstLine) {
        Optional<Node> root;
        try {
            checkNesting(text, firstLine);
            root = new Compose(SETTINGS).composeString(text);
        } catch (MarkedYamlEngineException failure) {
            throw malformed(failure, firstLine);
        } catch (YamlEngineException failure) {
            throw MalformedFile.at(firstLine, "The front matter is not valid YAML: " + failure.getMessage());
        }
        if (root.isEmpty() || isNull(root.get())) {
            return FrontMatterData.none();
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            throw MalformedFile.at(firstLine, "The front matter must consist of “name: value” lines.");
        }
        return new FrontMatterData(
                new YamlFrontMatter(firstLine, false).object(mapping, 0),
                new YamlFrontMatter(firstLine, true).object(mapping, 0));
    }

    /**
     * Checks the nesting before the composer runs: the composer recurses for each level, and would merge a mapping into
     * itself endlessly.
     */
    private static void checkNesting(String text, int firstLine) {
        Deque<Optional<Anchor>> open = new ArrayDeque<>();
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent start) {
                open.push(start.getAnchor());
                if (open.size() > MAX_DEPTH) {
                    throw malformed(
                            event, firstLine, "The front matter is nested deeper than " + MAX_DEPTH + " levels.");
                }
            } else if (event instanceof CollectionEndEvent) {
                open.pop();
            } else if (event instanceof AliasEvent alias && open.contains(alias.getAnchor())) {
                throw malformed(event, firstLine, RECURSIVE);
            }
        }
    }

    private static Problem malformed(Event event, int firstLine, String reason) {
        return event.getStartMark()
                .map(mark -> MalformedFile.at(firstLine + mark.getLine(), mark.getColumn() + 1, reason))
                .orElseGet(() -> MalformedFile.at(firstLine, reason));
    }

    private static Problem malformed(MarkedYamlEngineException failure, int firstLine) {
        String reason = String.valueOf(failure.getProblem()).replaceAll("\\s+", " ");
        String hint = reason.startsWith("mapping values are not allowed")
                ? " A value that contains “: ” needs quotation marks."
                : "";
        String text = "The front matter is not valid YAML: " + reason.replaceAll("\\.$", "") + "." + hint;
        Mark mark = failure.getProblemMark().or(failure::getContextMark).orElse(null);
        return mark == null
                ? MalformedFile.at(firstLine, text)
                : MalformedFile.at(firstLine + mark.getLine(), mark.getColumn() + 1, text);
    }

    private Problem malformed(Node node, String reason) {
        return node.getStartMark()
                .map(mark -> MalformedFile.at(firstLine + mark.getLine(), mark.getColumn() + 1, reason))
                .orElseGet(() -> MalformedFile.at(firstLine, reason));
    }

    private JsonNode value(Node node, int depth) {
        if (node.isRecursive()) {
            throw malformed(node, RECURSIVE);
        }
        if (++nodes > MAX_NODES) {
            throw malformed(node, "The front matter has more than " + MAX_NODES + " values with its aliases expanded.");
        }
        if (depth > MAX_DEPTH) {
            throw malformed(node, "The front matter is nested deeper than " + MAX_DEPTH + " levels.");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = JSON.arrayNode();
            sequence.getValue().forEach(entry -> list.add(value(entry, depth + 1)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = JSON.objectNode();
        Map<String, Node> names = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = name(entry.getKeyNode());
            if (isMergeKey(entry.getKeyNode())) {
                continue;
            }
            Node before = names.put(name, entry.getKeyNode());
            if (before != null) {
                throw malformed(
                        entry.getKeyNode(),
                        "“" + name + "” is there twice"
                                + before.getStartMark()
                                        .map(mark -> ", first on line " + (firstLine + mark.getLine()))
                                        .orElse("")
                                + ".");
            }
            object.set(name, value(entry.getValueNode(), depth + 1));
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMergeKey(entry.getKeyNode())) {
                merge(entry.getValueNode(), object, depth);
            }
        }
        return object;
    }

    /** The mapping's own members take precedence; of several merged mappings, the earlier one does. */
    private void merge(Node source, ObjectNode into, int depth) {
        List<Node> sources = source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
        for (Node one : sources) {
            if (!(value(one, depth + 1) instanceof ObjectNode merged)) {
                throw malformed(one, "The merge key << takes a mapping or a list of mappings.");
            }
            merged.properties().forEach(member -> {
                if (!into.has(member.getKey())) {
                    into.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    private String name(Node key) {
        if (key instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw malformed(key, "The name of a member must be text.");
    }

    private static boolean isMergeKey(Node key) {
        return key instanceof ScalarNode scalar
                && isPlain(scalar)
                && scalar.getValue().equals(MERGE_KEY);
    }

    private static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (isNull(scalar)) {
            return JSON.nullNode();
        }
        JsonNode typed = raw ? null : typed(scalar.getTag(), text);
        return typed == null ? JSON.textNode(text) : typed;
    }

    /** Null for text, and for values that JSON can't express: .inf and .nan. */
    private static @Nullable JsonNode typed(Tag tag, String text) {
        try {
            if (tag.equals(Tag.BOOL)) {
                return JSON.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
            }
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(integer(text));
            }
            return tag.equals(Tag.FLOAT) ? JSON.numberNode(new BigDecimal(text)) : null;
        } catch (NumberFormatException notInJson) {
            return null;
        }
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }
}
