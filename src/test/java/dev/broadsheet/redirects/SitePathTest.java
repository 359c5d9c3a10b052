package dev.broadsheet.redirects;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitePathTest {

    @ParameterizedTest
    @CsvSource({
        "/2019/old-page.html, /2019/old-page.html",
        "https://Example.org/a/b, /a/b",
        "HTTP://example.org:8080/a?x=1#top, /a?x=1",
        "//example.org/a, /a",
        "https://example.org, /",
        "https://example.org?x=1, /?x=1",
        "/, /",
        "/a/, /a",
        "/a//b///c/, /a/b/c",
        "/a/./b/../c, /a/c",
        "/a/.., /",
        "/../../a, /a",
        "/a/%2e%2e/b, /b",
        "/%61%7Eb, /a~b",
        "/caf%c3%a9, /caf%C3%A9",
        "/café, /caf%C3%A9",
        "/%E4, /%E4",
        "/a b, /a%20b",
        "/100%, /100%25",
        "/%zz%4, /%25zz%254",
        "'/a,b', '/a,b'",
        "/a%2Cb, /a%2Cb",
        "/a?, /a",
        "/a/?b=%7e&c=%2f, /a?b=~&c=%2F",
        "/a?b?c, /a?b?c",
        "/a#b?c, /a",
        "'/a\\b', /a%5Cb",
        "/A, /A"
    })
    void equivalentPathsAreEqual(String sent, String normal) {
        assertThat(SitePath.parse(sent).orElseThrow().text()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "ftp://example.org/a", "javascript:alert(1)", "?a", "#a", "https:/a"})
    void invalidPathsAreRefused(String sent) {
        assertThat(SitePath.parse(sent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/, /a/",
        "/a/?x=é#é, /a/?x=%C3%A9#%C3%A9",
        "/a/../b/./, /b/",
        "/..//evil.example/, /evil.example/",
        "'/\\evil.example', /%5Cevil.example"
    })
    void redirectTargetKeepsSlashAndFragment(String sent, String spelled) {
        assertThat(SitePath.spell(sent)).contains(spelled);
    }

    @Property
    void normalizedPathsAreUnchanged(
            @ForAll @Chars({'/', '.', '%', '?', '#', 'a', 'E', '2', '9', '\\', 'é', ' ', '&'}) String rest) {
        SitePath once = SitePath.parse("/" + rest).orElse(SitePath.of("/"));
        assertThat(SitePath.parse(once.text())).contains(once);
        assertThat(SitePath.of(once.text())).isEqualTo(once);
    }

    @Property
    void targetIsAnAsciiPath(@ForAll @CharRange(from = ' ', to = '\uD7FF') String rest) {
        assertThat(SitePath.spell("/x/../" + rest).orElseThrow()).matches("/([!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?");
    }
}
