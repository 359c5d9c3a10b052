package dev.broadsheet.articles.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Uploads that could cost more time than their size justifies, each in any size. {@code LinearTimeTest} runs over them.
 */
public final class HostileInputs {

    /** One kind of input; {@code text} generates a file of about the given number of characters. */
    public record Shape(String type, String name, IntFunction<String> text) {
        @Override
        public String toString() {
            return type.substring(type.indexOf('/') + 1) + ": " + name;
        }
    }

    private static final String MARKDOWN = "text/markdown";
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";

    private HostileInputs() {}

    /** All shapes. */
    public static List<Shape> all() {
        List<Shape> shapes = new ArrayList<>();
        for (String unit : List.of(
                "<table><tr><td>",
                "<table><tr><td>x",
                "<table>",
                "<table><b>",
                "<table>x",
                "<tr>",
                "<td>",
                "<tr><td>x</td></tr>",
                "<caption>",
                "<b>",
                "<b>x",
                "<b><p>",
                "<b></p>",
                "<p><b></p>",
                "<a href=x><p>",
                "<i></b>",
                "<font color=1>x",
                "<nobr>",
                "<code>",
                "<div>",
                "<div>x</div>",
                "<p>",
                "<p>x",
                "<ul><li>",
                "<li>",
                "<li>x",
                "<dl><dt>",
                "<dt>a<dd>b",
                "<h1>",
                "<h1>x</h1>",
                "<blockquote>",
                "<select>",
                "<option>",
                "<select><option>",
                "<optgroup><option>",
                "<svg>",
                "<svg><p>",
                "<math>",
                "<math><mi>",
                "<template>",
                "<template><tr>",
                "<p><button>",
                "<button><p>",
                "<form>",
                "<ruby><rt>",
                "<rp>",
                "<object>",
                "<marquee>",
                "<frameset>",
                "<iframe src=https://a.b>",
                "<script>",
                "<style>",
                "<textarea>",
                "<title>",
                "<plaintext>",
                "<!--",
                "<!-- x -->",
                "<!-->",
                "<![CDATA[",
                "<![CDATA[x]]>",
                "<!doctype html>",
                "<?x?>",
                "</b>",
                "</p>",
                "</br>",
                "<br>",
                "<hr>",
                "<img src=/a>",
                "<img src=/a alt=x>",
                "<x>",
                "<x-y>x",
                "&",
                "&amp;",
                "&#x41;",
                "&#",
                "&notanentity",
                "<b a='",
                "<b style='font-weight:bold'>x",
                "<q>",
                "<sup><a href=#fn-1>1</a></sup>",
                "<figure><figcaption>",
                "<figure class=gallery><img src=/a>",
                "<section class=footnotes><ol><li id=fn-1>",
                "<details><summary>",
                "<a href=/x>y</a> ",
                "<pre>",
                "<span>",
                "<input type=checkbox>",
                "x",
                " ",
                "\n",
                "<")) {
            repeated(shapes, HTML, "", unit, "");
        }
        for (String unit : List.of(
                "*",
                "*a",
                "*a ",
                "**a ",
                "*a **b ",
                "*a_b ",
                "**a *b ",
                "a**b",
                "_a_b",
                "*a*",
                "~~a ",
                "[",
                "[a",
                "]",
                "![",
                "[a](",
                "[a](b) ",
                "[a](<",
                "[a](b \"",
                "[a][b] ",
                "[a]: b\n",
                "[a]: b\n\n",
                "[^a]",
                "[^a]: b\n",
                "x[^1]\n\n[^1]: y\n\n",
                "|a",
                "|a|\n|-|\n",
                "|a|b|\n",
                "| a ",
                "<div>\n\n",
                "<div>\n",
                "<b>",
                "<sub>x",
                "<sub></sub>",
                "<!-- ",
                "<!-- x --> ",
                "<?",
                "<![CDATA[",
                "<table><tr><td>",
                "<table><tr><td>\n",
                "<table><tr><td>x\n\n",
                "http://a ",
                "http://a",
                "www.a.b ",
                "a@b.c ",
                "a@",
                "&amp;",
                "&amp; ",
                "&#1;",
                "&",
                "- a\n",
                "- a\n\n",
                "- ",
                "1. ",
                "1. a\n",
                "- [ ] a\n",
                ">",
                "> ",
                "> a\n",
                "> a\n\n",
                "# a\n",
                "# a {#b}\n",
                "a\n===\n",
                "***\n",
                "```\n",
                "~~~\n",
                "    a\n",
                "`",
                "`a``b",
                "a `",
                "\\",
                "a\\\n",
                "a  \n",
                "{a=b}",
                "![a](/b){a=b}",
                "![a](/b)\n\n",
                "![a](/b) ",
                "a\n",
                "a\n\n",
                "a ",
                "a. ",
                "a",
                "\n",
                " ",
                "\t",
                "\u00e9 ",
                "語",
                "😀",
                "\u0301",
                "\u0000")) {
            repeated(shapes, MARKDOWN, "", unit, "");
        }
        repeated(shapes, MARKDOWN, "---\ntitle: x\n---\n", "<table><tr><td>", "");
        repeated(shapes, MARKDOWN, "|a|\n|-|\n", "|b|\n", "");
        repeated(shapes, MARKDOWN, "", ">".repeat(60) + "a\n", "");
        grown(shapes, MARKDOWN, "lists in lists", i -> "  ".repeat(i) + "- a\n");
        grown(shapes, MARKDOWN, "quotes in quotes", i -> ">".repeat(i) + "a\n");
        grown(shapes, MARKDOWN, "code spans of all lengths", i -> "`".repeat(i) + "a");
        grown(shapes, MARKDOWN, "footnotes", i -> "x[^" + i + "]\n\n[^" + i + "]: y\n\n");
        grown(shapes, MARKDOWN, "footnotes in footnotes", i -> "[^" + i + "]: y[^" + (i + 1) + "]\n\n");
        grown(shapes, MARKDOWN, "definitions", i -> "[a" + i + "]: /b\n");
        grown(shapes, MARKDOWN, "references", i -> "[a" + i + "] ");
        grown(shapes, MARKDOWN, "different words", i -> "w" + i + " ");
        grown(shapes, MARKDOWN, "different paragraphs", i -> "w" + i + "\n\n");
        grown(shapes, MARKDOWN, "different headings", i -> "# w" + i + "\n");
        grown(shapes, HTML, "different formatting", i -> "<b id=" + i + ">");
        grown(shapes, HTML, "different formatting and blocks", i -> "<b id=" + i + "><p>");
        grown(shapes, HTML, "formatting closed by blocks", i -> "<i id=" + i + "></div>");
        grown(shapes, HTML, "formatting behind ends that nothing opened", i -> "<b id=" + i + "></x><p>");
        grown(shapes, HTML, "formatting closed by other formatting", i -> "<b id=" + i + "></i><p>");
        grown(shapes, HTML, "hidden nesting", i -> "<div></x" + i + ">");
        grown(shapes, HTML, "elements of all names", i -> "<x" + i + ">");
        grown(shapes, HTML, "many attributes", i -> (i == 0 ? "<p" : "") + " a" + i + "=b");
        repeated(shapes, HTML, "<p a='", "x", "'>x");
        repeated(shapes, HTML, "<p class='", "x ", "'>x");
        repeated(shapes, HTML, "<p style='", "a:b;", "'>x");
        repeated(shapes, HTML, "<a href='", " ", "x'>x</a>");
        repeated(shapes, HTML, "<a href='", "x ", "'>x</a>");
        repeated(shapes, HTML, "<a href='", "語", "'>x</a>");
        repeated(shapes, HTML, "<img src='", "x ", "'>");
        repeated(shapes, HTML, "<h1 id='", "x ", "'>x");
        repeated(shapes, HTML, "<html><head>", "<meta name=keywords content=a>", "");
        repeated(shapes, HTML, "<html><head><meta name=keywords content='", "a,", "'></head>x");
        repeated(shapes, HTML, "<html lang='", "a-", "'>x");
        shapes.add(new Shape(
                HTML,
                "one wide row, then many",
                size -> "<table><tr>" + "<td>".repeat(size / 8) + "<tr>".repeat(size / 8)));
        shapes.add(new Shape(
                HTML,
                "tables of one wide row and many short ones",
                size -> times("<table><tr>" + "<td>x".repeat(220) + "<tr><td>y".repeat(220) + "</table>", size)));
        shapes.add(new Shape(
                MARKDOWN,
                "tables of one wide row and many short ones",
                size -> times("|a".repeat(220) + "\n" + "|-".repeat(220) + "\n" + "|\n".repeat(220) + "\n", size)));
        shapes.add(new Shape(
                JSON,
                "tables of one wide row and many short ones",
                size -> blocks(times(
                        "{\"type\":\"table\",\"rows\":[[\"x\"" + ",[]".repeat(220) + "]" + ",[]".repeat(220) + "]},",
                        size))));
        shapes.add(new Shape(
                JSON, "nested quotes", size -> blocks(nested("{\"type\":\"quote\",\"blocks\":[", "]}", size))));
        shapes.add(new Shape(JSON, "arrays", size -> blocks(nested("[", "]", size))));
        shapes.add(new Shape(
                JSON, "paragraphs", size -> blocks(times("{\"type\":\"paragraph\",\"content\":\"a\"},", size))));
        shapes.add(new Shape(JSON, "faulty blocks", size -> blocks(times("{\"type\":\"x\"},", size))));
        shapes.add(new Shape(JSON, "numbers", size -> blocks(times("0,", size))));
        shapes.add(new Shape(JSON, "breaks", size -> line(times("{\"type\":\"break\"},", size))));
        shapes.add(new Shape(
                JSON,
                "changing marks",
                size -> line(times(
                        "{\"type\":\"text\",\"text\":\"a\",\"marks\":[{\"type\":\"em\"}]},"
                                + "{\"type\":\"text\",\"text\":\"*\",\"marks\":[{\"type\":\"strong\"}]},",
                        size))));
        shapes.add(new Shape(
                JSON,
                "marks on one text",
                size -> line("{\"type\":\"text\",\"text\":\"a\",\"marks\":[" + times("{\"type\":\"em\"},", size)
                        + "{\"type\":\"em\"}]},")));
        shapes.add(new Shape(JSON, "unknown members", size -> {
            StringBuilder members = new StringBuilder("{\"title\":\"x\"");
            for (int i = 0; members.length() < size; i++) {
                members.append(",\"m").append(i).append("\":1");
            }
            return members.append('}').toString();
        }));
        shapes.add(new Shape(JSON, "one long title", size -> "{\"title\":\"" + "x ".repeat(size / 2) + "\"}"));
        shapes.add(new Shape(JSON, "one long number", size -> "{\"custom\":{\"a\":" + "1".repeat(size) + "}}"));
        shapes.add(new Shape(JSON, "tags", size -> "{\"title\":\"x\",\"tags\":[" + times("\"a\",", size) + "\"b\"]}"));
        front(shapes, "mappings in one line", "{a: ");
        front(shapes, "sequences in one line", "[");
        front(shapes, "a big sequence", "a, ");
        front(shapes, "sequences", "- ");
        front(shapes, "keys", "? ");
        front(shapes, "anchors", "&a ");
        front(shapes, "tags", "!a ");
        front(shapes, "one long word", "x");
        front(shapes, "open quotes", "\"");
        front(shapes, "spaces", " ");
        front(shapes, "line ends", "\n");
        front(shapes, "carriage returns", "\r");
        front(shapes, "comments", "# x\n");
        grown(shapes, MARKDOWN, "front matter of all names", i -> (i == 0 ? "---\n" : "") + "k" + i + ": v\n");
        repeated(shapes, MARKDOWN, "---\nx: [", "a,", "]\n---\nx");
        repeated(shapes, MARKDOWN, "---\n" + "x".repeat(50) + ": [", "{a: b},", "]\n---\nx");
        repeated(shapes, MARKDOWN, "---\n", "---x\n", "");
        repeated(shapes, MARKDOWN, "---\na: &a [x,x,x,x,x,x,x,x,x]\n", "b: [*a,*a,*a,*a]\n", "---\nx");
        repeated(shapes, MARKDOWN, "---\naliases: [/", "a/", "]\n---\nx");
        repeated(shapes, MARKDOWN, "---\nhero: /", "a ", "\n---\nx");
        repeated(shapes, MARKDOWN, "---\na", " ", "x\n---\nhi");
        repeated(shapes, MARKDOWN, "---", " ", "x\n---\nhi");
        repeated(shapes, MARKDOWN, "---\n", "# c\n", "title: A\n---\nhi");
        repeated(shapes, MARKDOWN, "", " \r\n", "hi");
        repeated(shapes, MARKDOWN, "---\nslug: \"", "/", "a\"\n---\nx");
        repeated(shapes, MARKDOWN, "---\ntitle: x\nb: &a\n  <<: *a\n---\n", "x", "");
        repeated(shapes, MARKDOWN, "| a |\n|---|\n", "| b | c |\n", "");
        repeated(shapes, MARKDOWN, "| a |\n|---|\n| b |", " c |", "\n");
        shapes.add(new Shape(MARKDOWN, "aliases of aliases", size -> {
            StringBuilder bomb = new StringBuilder("---\na0: &a0 [x,x]\n");
            for (int i = 1; i < 60; i++) {
                bomb.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
            }
            return bomb + "---\n" + "a".repeat(size);
        }));
        return shapes;
    }

    private static void repeated(List<Shape> shapes, String type, String before, String unit, String after) {
        shapes.add(new Shape(
                type,
                shown(before + unit + "…" + after),
                size -> before + unit.repeat(Math.max(1, size / unit.length())) + after));
    }

    private static void grown(List<Shape> shapes, String type, String name, IntFunction<String> part) {
        shapes.add(new Shape(type, name, size -> {
            StringBuilder text = new StringBuilder(size + 100);
            for (int i = 0; text.length() < size; i++) {
                text.append(part.apply(i));
            }
            return text.toString();
        }));
    }

    /** Front matter that never ends, or ends only after all repetitions. */
    private static void front(List<Shape> shapes, String name, String unit) {
        shapes.add(
                new Shape(MARKDOWN, "front matter, " + name, size -> "---\nx: " + times(unit, size) + "\n---\ntext\n"));
        shapes.add(new Shape(MARKDOWN, "endless front matter, " + name, size -> "---\nx: " + times(unit, size)));
    }

    private static String times(String unit, int size) {
        return unit.repeat(Math.max(1, size / unit.length()));
    }

    private static String nested(String open, String close, int size) {
        int times = size / (open.length() + close.length());
        return open.repeat(times) + close.repeat(times) + ",";
    }

    private static String blocks(String entries) {
        return "{\"title\":\"x\",\"body\":{\"blocks\":[" + entries + "{\"type\":\"divider\"}]}}";
    }

    private static String line(String pieces) {
        return blocks("{\"type\":\"paragraph\",\"content\":[" + pieces + "{\"type\":\"break\"}]},");
    }

    private static String shown(String text) {
        String clean = text.replace("\n", "\\n").replace("\u0000", "NUL").replace("\t", "\\t");
        return clean.length() > 50 ? clean.substring(0, 50) + "…" : clean;
    }
}
