package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.ValidationProblem;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile input of up to 2 MiB is read and written in under a second, on a thread with a stack of half a megabyte. */
class HostileInputTest {

    private static final int FULL = (1 << 21) - 64;
    private static final String EDIT = "a b\n\n".repeat(5_000);
    private static final Duration ALLOWED = Duration.ofSeconds(1);

    record Attack(String name, SourceFormat format, String text) {
        @Override
        public String toString() {
            return format.jsonName() + ": " + name;
        }
    }

    static Stream<Attack> attacks() {
        List<Attack> attacks = new ArrayList<>();
        for (String unit : List.of(
                ">",
                "> ",
                "[",
                "]",
                "![",
                "*",
                "**",
                "_",
                "__",
                "`",
                "~",
                "<",
                "<!--",
                "&",
                "\\",
                "{",
                "{a=\"",
                "{a=b ",
                "- ",
                "1. ",
                "* ",
                "+ ",
                "#",
                "|",
                "a|",
                "a\n",
                "\n",
                "\t",
                "[a](",
                "[a](<",
                "[^1]",
                "[a]: b\n",
                "*a _b ",
                "**a *b ",
                "a**b",
                "*a",
                "a*",
                "_a_b",
                "[a][b]",
                "![[",
                "<a href=\"",
                "<a",
                "</",
                "<?",
                "<![CDATA[",
                "<b>",
                "<sub>",
                "<sub></b>",
                "</sub>",
                "http://a",
                "a@",
                "www.",
                "a@b.c ",
                "| a ",
                "||\n",
                "- a\n",
                "- a\n\n",
                "~~~\n",
                "```\n",
                "[^a]: b\n",
                "[^a]: ",
                "x[^1]\n\n[^1]: y\n\n",
                "# a\n",
                "<div>\n",
                "<div>\n\n",
                "<p>x\n\n",
                "***\n",
                "> a\n\n",
                "![a](b)",
                "![a](/b) ",
                "![a](/b){a=b}",
                "a\\\n",
                "`a``b",
                "``a`",
                "a `",
                "<!-- -->",
                "[ ] ",
                "- [ ] a\n",
                "\u00a0",
                "😀",
                "\u0000",
                "<script>",
                "<iframe src=https://a.b>\n\n",
                "~~a",
                "a~~b~",
                "*a*",
                "**a**b",
                "[*a",
                "*[a](b)",
                "](",
                "[a](b \"",
                "&#1",
                "&amp;")) {
            attacks.add(new Attack(shown(unit), SourceFormat.MARKDOWN, filled(unit)));
            attacks.add(new Attack(shown(unit) + " 7,000 times", SourceFormat.MARKDOWN, unit.repeat(7_000)));
        }
        attacks.add(new Attack("quotes on each line", SourceFormat.MARKDOWN, filled(">".repeat(60) + "a\n")));
        attacks.add(new Attack("growing lists", SourceFormat.MARKDOWN, stairs("- a")));
        attacks.add(new Attack("growing quotes", SourceFormat.MARKDOWN, pyramid()));
        attacks.add(new Attack(
                "wide table",
                SourceFormat.MARKDOWN,
                "|a".repeat(50_000) + "\n" + "|-".repeat(50_000) + "\n"
                        + "|\n".repeat(50_000).replace("|", "|b|")));
        attacks.add(new Attack("long table", SourceFormat.MARKDOWN, "|a|\n|-|\n" + filled("|b|\n")));
        attacks.add(new Attack("backtick runs", SourceFormat.MARKDOWN, runs()));
        for (String unit : List.of(
                "<div>",
                "<b>",
                "<b><p>",
                "<i><div>",
                "<a href=x>",
                "<a href=x><p>",
                "<ul><li>",
                "<li>",
                "<p>",
                "<table>",
                "<table><tr><td>",
                "<td>",
                "<tr>",
                "<blockquote>",
                "<font color=1>",
                "<span>",
                "<svg>",
                "<math>",
                "<svg><p>",
                "<template>",
                "<select>",
                "<option>",
                "<form>",
                "<button>",
                "<h1>",
                "<dl><dt>",
                "<dd>",
                "<figure>",
                "<pre>",
                "<code>",
                "<nobr>",
                "<ruby><rt>",
                "<x>",
                "<x-",
                "<",
                "</b>",
                "</div>",
                "</p>",
                "</br>",
                "<br>",
                "<img src=/a>",
                "<!--",
                "<!-->",
                "<![CDATA[",
                "&",
                "&amp",
                "&#",
                "<b a",
                "<b a='",
                "<b style='a:b;",
                "<b style='font-weight:bold'>",
                "<table><b>",
                "<table>x",
                "<p><b></p>",
                "<b></p>",
                "<object>",
                "<marquee>",
                "<frameset>",
                "<textarea>",
                "<title>",
                "<plaintext>",
                "<script>",
                "<style>",
                "<iframe src=https://a.b>",
                "<hr>",
                "<sup><a href=#fn-1>1</a></sup>",
                "<input type=checkbox>",
                "<section class=footnotes><ol><li id=fn-1>",
                "<div class=wp-caption>",
                "<figure class=gallery><img src=/a>",
                "<li><input type=checkbox>",
                "x",
                " ",
                "<q>",
                "<em><strong>",
                "a<br>",
                "<dt>a<dd>b",
                "<caption>",
                "<details><summary>")) {
            attacks.add(new Attack(shown(unit), SourceFormat.HTML, filled(unit)));
            attacks.add(new Attack(shown(unit) + " 9,000 times", SourceFormat.HTML, unit.repeat(9_000)));
        }
        attacks.add(new Attack("different formatting", SourceFormat.HTML, numbered("<b id=%d>")));
        attacks.add(new Attack("different formatting and blocks", SourceFormat.HTML, numbered("<b id=%d><p>")));
        attacks.add(new Attack("many attributes", SourceFormat.HTML, "<p" + numbered(" a%d=b")));
        attacks.add(new Attack("closed divs with formatting", SourceFormat.HTML, numbered("<i id=%d></div>")));
        attacks.add(
                new Attack("formatting hidden behind unopened ends", SourceFormat.HTML, numbered("<b id=%d></x><p>")));
        attacks.add(new Attack("formatting closed by others", SourceFormat.HTML, numbered("<b id=%d></i><p>")));
        attacks.add(new Attack(
                "one wide row",
                SourceFormat.HTML,
                "<table><tr>" + "<td>".repeat(40_000) + filled("<tr>").substring(0, 500_000)));
        for (String unit : List.of(
                "[",
                "{\"blocks\":",
                "[{\"type\":\"quote\",\"blocks\":",
                "{\"type\":\"paragraph\",\"content\":\"a\"},",
                "{},",
                "0,",
                "{\"type\":\"list\",\"items\":[{\"blocks\":[",
                "\"",
                "{\"type\":\"x\"},")) {
            String text = unit.endsWith(",") ? "[" + filled(unit) + "0]" : filled(unit);
            attacks.add(new Attack(shown(unit), SourceFormat.BLOCKS, text));
        }
        attacks.add(new Attack(
                "closed quotes",
                SourceFormat.BLOCKS,
                "[{\"type\":\"quote\",\"blocks\":".repeat(300) + "[]" + "}]".repeat(300)));
        attacks.add(new Attack(
                "one long line",
                SourceFormat.BLOCKS,
                "[{\"type\":\"paragraph\",\"content\":[" + filled("{\"type\":\"break\"},")
                        + "{\"type\":\"break\"}]}]"));
        attacks.add(new Attack(
                "marks",
                SourceFormat.BLOCKS,
                "[{\"type\":\"paragraph\",\"content\":["
                        + filled(
                                "{\"type\":\"text\",\"text\":\"a\",\"marks\":[{\"type\":\"em\"}]},{\"type\":\"text\",\"text\":\"*\",\"marks\":[{\"type\":\"strong\"}]},")
                        + "{\"type\":\"break\"}]}]"));
        return attacks.stream();
    }

    private static String shown(String unit) {
        return unit.replace("\n", "\\n").replace("\u0000", "NUL").replace("\t", "\\t");
    }

    private static String filled(String unit) {
        return unit.repeat(FULL / unit.length());
    }

    private static String numbered(String unit) {
        StringBuilder text = new StringBuilder(FULL);
        for (int i = 0; text.length() < FULL && i < 70_000; i++) {
            text.append(String.format(unit, i));
        }
        return text.toString();
    }

    private static String stairs(String item) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < FULL; i++) {
            text.append("  ".repeat(i)).append(item).append('\n');
        }
        return text.toString();
    }

    private static String pyramid() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < FULL; i++) {
            text.append(">".repeat(i)).append("a\n");
        }
        return text.toString();
    }

    private static String runs() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < FULL; i++) {
            text.append("`".repeat(i)).append('a');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void inputIsReadInTime(Attack attack) throws InterruptedException {
        Duration took = answered(attack);
        // up to three more attempts, because the JIT compiler may not have compiled the code yet
        for (int i = 0; i < 3 && took.compareTo(ALLOWED) >= 0; i++) {
            took = answered(attack);
        }
        assertThat(took).isLessThan(ALLOWED);
    }

    private static Duration answered(Attack attack) throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        long[] took = new long[1];
        Thread thread = new Thread(null, () -> took[0] = run(attack, thrown), "hostile", 512 * 1024);
        thread.start();
        thread.join(10_000);
        assertThat(thread.isAlive()).as("still running").isFalse();
        Throwable error = thrown[0];
        if (error instanceof ValidationProblem invalid) {
            assertThat(invalid.faults()).isNotEmpty();
            assertThat(invalid.faults().get(0).code()).isNotBlank();
        } else {
            assertThat(error).isNull();
        }
        return Duration.ofNanos(took[0]);
    }

    static long run(Attack attack, @Nullable Throwable[] thrown) {
        long from = processorTime();
        try {
            ParsedBody reading = BodyConverter.read(new BodySource(attack.format(), attack.text()), null);
            // an edit with the hostile document as the previous one, so that keys are matched
            BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, EDIT), reading.document());
            BodyConverter.toHtml(reading.document());
            BodyConverter.toMarkdown(reading.document());
            BodyConverter.toText(reading.document());
        } catch (Throwable error) {
            thrown[0] = error;
        }
        return processorTime() - from;
    }

    /** The CPU time of this thread, in nanoseconds. Other threads don't count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
