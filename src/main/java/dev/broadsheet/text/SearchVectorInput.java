package dev.broadsheet.text;

import dev.broadsheet.kernel.sql.PreparedQuery;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the SQL function {@code search_vector}. {@code plain} has the article's words for the stemmer of its
 * language, in four parts by weight; {@code typed} has them folded, for queries without accents or with an unfinished
 * word. Of the body, {@code typed} has only words with accents, because the others would double the stored size for
 * little gain.
 */
public record SearchVectorInput(String config, String[] plain, String[] typed) {

    /** The call of the function in SQL text, with the parameters that {@link #bind} binds. */
    public static final String CALL = "search_vector(:search_config, :search_plain::text[], :search_typed::text[])";

    /** In characters. Only the beginning of a longer body is indexed, because a tsvector holds at most 1 MB. */
    private static final int MAX_BODY = 150_000;

    public static SearchVectorInput of(
            String locale,
            @Nullable String title,
            Collection<String> subtitles,
            Collection<String> names,
            String body) {
        String config = TextSearchConfig.of(locale);
        boolean simple = config.equals(TextSearchConfig.NONE);
        String[] plain = new String[4];
        String[] typed = {"", "", "", ""};
        List<List<Word>> parts = List.of(
                words(title),
                words(String.join("\n", subtitles)),
                words(String.join("\n", names)),
                words(body.substring(0, Math.min(body.length(), MAX_BODY))));
        for (int i = 0; i < plain.length; i++) {
            List<Word> words = parts.get(i);
            plain[i] = Tokenizer.joined(words, simple ? Word::folded : Word::plain);
            if (!simple) {
                boolean body4 = i == 3;
                typed[i] = Tokenizer.joined(
                        words.stream()
                                .filter(word -> !body4 || !word.folded().equals(word.plain()))
                                .toList(),
                        Word::folded);
            }
        }
        return new SearchVectorInput(config, plain, typed);
    }

    /** Binds the parameters of {@link #CALL}. */
    public PreparedQuery.Execution bind(PreparedQuery.Execution execution) {
        return execution
                .with("search_config", config)
                .with("search_plain", plain)
                .with("search_typed", typed);
    }

    private static List<Word> words(@Nullable String text) {
        return text == null ? List.of() : Tokenizer.tokenize(text);
    }
}
