package dev.broadsheet.publications.search;

import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.text.TextSearchConfig;
import dev.broadsheet.text.Tokenizer;
import dev.broadsheet.text.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Highlights the words that a search matches. The texts are tokenized in Java, one statement returns the words that
 * match, and the marks are set in Java. {@code ts_headline} can't escape the text between the marks, nor mark words
 * that are equal only after folding.
 */
@ApplicationScoped
public class Highlighter {

    private static final int BEFORE = 8;
    private static final int AFTER = 20;
    private static final int FRAGMENTS = 2;
    private static final int MAX_BODY = 50_000;

    private static final PreparedQuery MATCHING = PreparedQuery.ofSql("""
            select w.config, w.plain from unnest(:configs::text[], :plain::text[], :folded::text[]) as w(config, plain, folded)
            join unnest(:query_configs::text[], :queries::text[]) as q(config, shown) on q.config = w.config
            where (to_tsvector(w.config::regconfig, w.plain) || to_tsvector('simple', w.folded)) @@ q.shown::tsquery
            """);

    private final DSLContext sql;

    Highlighter(DSLContext sql) {
        this.sql = sql;
    }

    /** The texts of an article to highlight. */
    public record Texts(
            String locale, @Nullable String title, @Nullable String summary, String body) {}

    private record Entry(String config, String plain, String folded) {}

    private record Hit(String config, String word) {}

    /** Runs one statement, whatever the number of articles. */
    public List<Highlight> highlight(List<Texts> articles, SearchPlan searchPlan) {
        Set<Entry> words = new LinkedHashSet<>();
        for (Texts article : articles) {
            String config = TextSearchConfig.of(article.locale());
            for (String text : new String[] {article.title(), article.summary(), body(article)}) {
                Tokenizer.tokenize(text == null ? "" : text)
                        .forEach(word -> words.add(new Entry(config, key(config, word), word.folded())));
            }
        }
        Set<Hit> hits = new HashSet<>();
        MATCHING.with("configs", words.stream().map(Entry::config).toArray(String[]::new))
                .with("plain", words.stream().map(Entry::plain).toArray(String[]::new))
                .with("folded", words.stream().map(Entry::folded).toArray(String[]::new))
                .with("query_configs", searchPlan.configs().toArray(String[]::new))
                .with("queries", searchPlan.shown().toArray(String[]::new))
                .fetch(sql)
                .forEach(row -> hits.add(new Hit(row.get("config", String.class), row.get("plain", String.class))));
        return articles.stream().map(article -> mark(article, hits)).toList();
    }

    private static String body(Texts article) {
        return article.body().substring(0, Math.min(article.body().length(), MAX_BODY));
    }

    private static String key(String config, Word word) {
        return config.equals(TextSearchConfig.NONE) ? word.folded() : word.plain();
    }

    private static Highlight mark(Texts article, Set<Hit> hits) {
        String config = TextSearchConfig.of(article.locale());
        return new Highlight(
                whole(article.title(), config, hits),
                whole(article.summary(), config, hits),
                fragments(body(article), config, hits));
    }

    private static @Nullable String whole(@Nullable String text, String config, Set<Hit> hits) {
        return text == null ? null : marked(text, 0, text.length(), Tokenizer.tokenize(text), config, hits);
    }

    private static @Nullable String fragments(String text, String config, Set<Hit> hits) {
        List<Word> words = Tokenizer.tokenize(text);
        List<String> fragments = new ArrayList<>();
        int from = 0;
        boolean more = false;
        for (int i = 0; i < words.size() && fragments.size() < FRAGMENTS; i++) {
            if (hits.contains(new Hit(config, key(config, words.get(i))))) {
                int first = Math.max(from, i - BEFORE);
                int last = Math.min(words.size() - 1, i + AFTER);
                int start = first == 0 ? 0 : words.get(first).start();
                int end = last == words.size() - 1
                        ? text.length()
                        : words.get(last).end();
                fragments.add((first == from && from > 0 || first == 0 ? "" : "… ")
                        + marked(text, start, end, words.subList(first, last + 1), config, hits));
                from = last + 1;
                i = last;
                more = from < words.size();
            }
        }
        return fragments.isEmpty() ? null : String.join(" ", fragments) + (more ? " …" : "");
    }

    private static String marked(String text, int start, int end, List<Word> words, String config, Set<Hit> hits) {
        StringBuilder html = new StringBuilder();
        int at = start;
        for (Word word : words) {
            if (hits.contains(new Hit(config, key(config, word)))) {
                escape(text, at, word.start(), html);
                html.append("<mark>");
                escape(text, word.start(), word.end(), html);
                html.append("</mark>");
                at = word.end();
            }
        }
        escape(text, at, end, html);
        return html.toString().strip();
    }

    private static void escape(String text, int start, int end, StringBuilder html) {
        boolean space = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (blank && space) {
                continue;
            }
            space = blank;
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(blank ? ' ' : c);
            }
        }
    }
}
