package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

/** Reads a table in <a href="https://toml.io/en/v1.0.0">TOML 1.0</a>. Dates stay text. */
final class TomlFrontMatter {

    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TomlFrontMatter() {}

    static FrontMatterData read(String text, int firstLine) {
        try {
            return FrontMatterData.of((ObjectNode) TOML.readTree(text));
        } catch (StackOverflowError tooDeep) {
            // The TOML parser recurses for each level and has no depth limit of its own.
            throw MalformedFile.at(firstLine, "The front matter is not valid TOML: it is nested too deep.");
        } catch (JsonProcessingException failure) {
            throw MalformedFile.of(failure, "TOML", firstLine);
        }
    }
}
