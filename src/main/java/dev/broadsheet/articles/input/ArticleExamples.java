package dev.broadsheet.articles.input;

/** The same article in each format that can be uploaded, for the OpenAPI document. */
public final class ArticleExamples {

    public static final String JSON_EXAMPLE =
            "{\"title\": \"Summit ends without a deal\", \"body\": \"The talks broke up *late on Friday*.\", \"tags\": [\"energy\", \"iraq\"], \"status\": \"published\"}";
    public static final String MARKDOWN_EXAMPLE =
            "---\ntitle: Summit ends without a deal\ntags: [energy, iraq]\nstatus: published\n---\nThe talks broke up *late on Friday*.\n";
    public static final String HTML_EXAMPLE =
            "<h1>Summit ends without a deal</h1><p>The talks broke up <em>late on Friday</em>.</p>";

    private ArticleExamples() {}
}
