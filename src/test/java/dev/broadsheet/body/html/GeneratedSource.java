package dev.broadsheet.body.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates HTML and Markdown sources of randomly nested elements; the same seed yields the same source. In the
 * patterns, W stands for a unique word, N for a unique number, %s for nested content, I for a line of Markdown, H for
 * HTML.
 */
final class GeneratedSource {

    private static final List<String> BLOCKS = List.of(
            "<p>%s</p>",
            "<div>%s</div>",
            "<h2>%s</h2>",
            "<blockquote>%s</blockquote>",
            "<blockquote cite='https://e.org/N'>%s</blockquote>",
            "<blockquote cite='https://e.org/N'><cite>%s</cite></blockquote>",
            "<blockquote><p>W</p><footer>%s</footer></blockquote>",
            "<blockquote><p>W</p><cite>%s</cite></blockquote>",
            "<blockquote class=twitter-tweet>%s <a href='https://x.com/N/status/1'>W</a></blockquote>",
            "<ul><li>%s</li><li>%s</li></ul>",
            "<ol>%s<li>%s</ol>",
            "<dl><dt>%s</dt><dd>%s</dd>%s</dl>",
            "<table><tr><th>%s</th><td>%s</td></tr></table>",
            "<table><caption>%s</caption><thead><tr><td>%s</td></tr></thead><tr><td>%s</td><td>W</td></tr></table>",
            "<table><tr><td>%s</td></tr><tr><td>%s</td></tr></table>",
            "<figure>%s<figcaption>%s</figcaption></figure>",
            "<figure class=gallery>%s%s<figcaption>%s</figcaption></figure>",
            "<figure class='wp-block-embed'>%s<figcaption>%s</figcaption></figure>",
            "<figure><img src='/N.jpg' alt='W'><figcaption><p class=caption>%s</p><span class=credit>%s</span> W</figcaption></figure>",
            "<div class=wp-caption><img src='/N.jpg'><p class=wp-caption-text>%s</p></div>",
            "<pre>%s</pre>",
            "<pre><code>%s</code></pre>",
            "<section class=footnotes>%s<ol><li id=fn-N>%s</li><li>W</li></ol></section>",
            "<details><summary>%s</summary>%s</details>",
            "<form>%s</form>",
            "<aside>%s</aside>",
            "[caption width=\"3\"]<img src='/N.jpg' alt='W'> W[/caption]",
            "%s\n\n%s<br><br>%s");

    private static final List<String> INLINES = List.of(
            "<a href='/N'>%s</a>",
            "<a href='https://e.org/N'>%s</a>",
            "<b>%s</b>",
            "<code>%s</code>",
            "<em>%s</em>",
            "<q>%s</q>",
            "<span style='font-weight:bold'>%s</span>",
            "<sup>%s</sup>",
            "<kbd>%s</kbd>",
            "<x-y>%s</x-y>",
            "<button>%s</button>",
            " <math><mi>W</mi><mo>=</mo><msup><mn>W</mn><mi>W</mi></msup></math> ");

    private static final List<String> LEAVES = List.of(
            "W",
            "W",
            " W ",
            "W<br>W",
            "<img src='/N.jpg' alt='W'>",
            "<img src='javascript:N' alt='W'>",
            "<img src='/N.jpg' data-src='/N-late.jpg'>",
            "<img src='/N.jpg'><noscript><img src='/N.jpg'></noscript>",
            "<picture><source srcset='/N.webp'><img src='/N.jpg'></picture>",
            "<iframe src='https://e.org/N'></iframe>",
            "<iframe src='/N'></iframe>",
            "<video src='https://e.org/N.mp4'></video>",
            "<audio><source src='https://e.org/N.mp3'><source src='/N.ogg'>W <a href='/N'>W</a></audio>",
            "<object data='https://e.org/N'>W</object>",
            "<noscript>W <img src='/N.jpg'></noscript>",
            "<svg><text>W</text></svg>",
            "<a href='/N'></a>",
            "<a href='javascript:N'>W</a>",
            "<input value=W>",
            "<hr>");

    private static final List<String> MARKDOWN = List.of(
            "I\n",
            "# I\n",
            "> I\n> I\n",
            "- I\n- I\n",
            "| I | I |\n| --- | --- |\n| I | I |\n",
            "[![W](/N.jpg)](/N)\n",
            "I\nI\n",
            "H\n",
            "W[^N]\n\n[^N]: I\n",
            "[^!]: I\n",
            "<div>\n\nI\n\n</div>\n");

    private static final List<String> SPANS = List.of(
            "W",
            "*W*",
            "`W` `W`",
            "[W](/N)",
            "[W](/N) [W](/N)",
            "![W](/N.jpg)",
            "![W](javascript:N)",
            "<img src='javascript:N' alt='W'>",
            "[<svg><text>W</text></svg>](/N)",
            "<a href='/N'><form>W</form></a>",
            "<math><mi>W</mi><mo>=</mo><msup><mn>W</mn><mi>W</mi></msup></math>",
            "[caption width=\"3\"]<img src='/N.jpg' alt='W'> W [W](/N)[/caption]",
            "[caption id=\"a_1\" caption='W'][![W](/N.jpg)](/N)[/caption]",
            "[caption width=\"3\"] *W*[/caption]",
            "[![W](/N.jpg)](/N)",
            "![W [W](/N)](/N.jpg)",
            "[](/N)",
            "W <b>W</b>",
            "<a href='/N'>W</a>",
            "<a href='/N'></a>",
            "<a href='/N'><img src='/N.jpg' alt='W'></a>",
            "W <ul><li>W</li><li>W</li></ul> W",
            "<p>W</p><p>W</p>",
            "<q>W</q>",
            "<video src='https://e.org/N.mp4'></video>",
            "<audio><source src='https://e.org/N.mp3'>W <a href='/N'>W</a></audio>",
            "<iframe src='https://e.org/N'></iframe>",
            "<svg><text>W</text></svg>",
            "<button>W</button>",
            "W <br> W",
            "<https://e.org/N>",
            "~~W~~");

    private final Random random;
    private int next;

    GeneratedSource(long seed) {
        random = new Random(seed);
    }

    String html() {
        StringBuilder html = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            html.append(piece(0)).append(random.nextBoolean() ? "\n" : "");
        }
        return numbered(html.toString());
    }

    String markdown() {
        List<String> blocks = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            StringBuilder block = new StringBuilder();
            for (char c : pick(MARKDOWN).toCharArray()) {
                switch (c) {
                    case 'I' -> block.append(line());
                    case 'H' -> block.append(piece(1).replace("\n", ""));
                    default -> block.append(c);
                }
            }
            blocks.add(block.toString());
        }
        return numbered(String.join("\n", blocks));
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            line.append(line.isEmpty() ? "" : " ").append(pick(SPANS));
        }
        return line.toString();
    }

    private String piece(int depth) {
        int kind = random.nextInt(10);
        String piece = depth > 4 || kind < 4 ? pick(LEAVES) : kind < 6 ? pick(INLINES) : pick(BLOCKS);
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = piece.indexOf("%s"); at >= 0; at = piece.indexOf("%s", from)) {
            out.append(piece, from, at).append(piece(depth + 1));
            from = at + 2;
        }
        return out.append(piece.substring(from)).toString();
    }

    private String numbered(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            // A footnote gets the number of the reference before it.
            boolean note = i > 0 && text.startsWith("^N]: ", i - 1);
            switch (text.charAt(i)) {
                case 'W' -> out.append("word").append(next++);
                case 'N' -> out.append(note ? next - 1 : next++);
                default -> out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
