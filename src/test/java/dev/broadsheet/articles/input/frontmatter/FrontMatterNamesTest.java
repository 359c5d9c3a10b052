package dev.broadsheet.articles.input.frontmatter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontMatterNamesTest {

    @ParameterizedTest
    @CsvSource({
        "title, title",
        "Title, title",
        "canonical_url, canonicalUrl",
        "canonicalURL, canonicalUrl",
        "featured-image, hero",
        "pubDatetime, publishedAt",
        "last_modified_at, updatedAt",
    })
    void caseAndSeparatorsAreIgnored(String name, String member) {
        assertThat(FrontMatterNames.member(name)).contains(member);
    }

    @ParameterizedTest
    @CsvSource({
        "titel, title",
        "tilte, title",
        "sumary, summary",
        "summaryy, summary",
        "authros, authors",
    })
    void misspelledNameHasASuggestion(String slip, String meant) {
        assertThat(FrontMatterNames.similar(slip)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"series", "math", "weight", "toc", "tg"})
    void unknownNameMapsToNoMember(String name) {
        assertThat(FrontMatterNames.similar(name)).isEmpty();
    }

    @Test
    void guideHasTheTableOfNames() throws IOException {
        String table = FrontMatterNames.table().entrySet().stream()
                .filter(member -> member.getValue().size() > 1)
                .map(member -> "| `" + member.getKey() + "` | "
                        + member.getValue().stream()
                                .skip(1)
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", "))
                        + " |\n")
                .collect(Collectors.joining());
        assertThat(Files.readString(Path.of("openapi", "guide.md"))).contains(table);
    }
}
