package dev.broadsheet.text;

import dev.broadsheet.kernel.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query in web search syntax. All words are required; {@code "a phrase"} must match as it stands; {@code -word}
 * excludes; {@code OR} in capitals separates alternatives. The last word is also a prefix if it is neither quoted nor
 * negated and has two letters or more; one letter is enough above U+0E00, where the scripts without spaces are.
 *
 * @param parts in the order of the text
 */
public record WebQuery(String text, List<Part> parts) {

    public static final int MAX_LENGTH = 500;
    public static final int MAX_PARTS = 32;

    private static final Pattern WORD =
            Pattern.compile("(?<minus>-?)(?:[\"“”„«»](?<phrase>[^\"“”„«»]*)[\"“”„«»]?|(?<word>[^\\s\"“”„«»]+))");

    /**
     * A word, or a phrase of adjacent words.
     *
     * @param block the alternative that the part belongs to: all parts of a block must match, and one block is enough
     */
    public record Part(int block, List<Word> words, boolean quoted, boolean negated, boolean prefix) {

        public String plain() {
            return Tokenizer.joined(words, Word::plain);
        }

        public String folded() {
            return Tokenizer.joined(words, Word::folded);
        }

        /**
         * A {@code to_tsquery} text that matches words beginning like these; null if the words are complete. Words have
         * no quotes or operators, so nothing needs escaping.
         */
        public @Nullable String beginnings() {
            if (!prefix) {
                return null;
            }
            String folded = beginning(Word::folded);
            String plain = beginning(Word::plain);
            return folded.equals(plain) ? folded : folded + " | " + plain;
        }

        private String beginning(Function<Word, String> form) {
            return words.stream().map(form).collect(Collectors.joining("' <-> '", "('", "':*)"));
        }
    }

    /** Parses a parameter and adds its errors to {@code faults}. */
    public static WebQuery read(String parameter, String text, List<Fault> faults) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            faults.add(Fault.in(parameter, "too-long", parameter + " takes at most " + MAX_LENGTH + " characters."));
            return new WebQuery(text, List.of());
        }
        WebQuery query = of(text);
        if (query.parts().isEmpty()) {
            faults.add(Fault.in(parameter, "invalid-value", parameter + " needs a word to search for."));
        } else if (query.parts().size() > MAX_PARTS) {
            faults.add(
                    Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_PARTS + " words and phrases."));
        }
        return query;
    }

    /**
     * The same for an endpoint that has no other filter: each alternative needs at least one word that isn't negated.
     */
    public static WebQuery readSearchable(String parameter, String text, List<Fault> faults) {
        WebQuery query = read(parameter, text, faults);
        Map<Integer, Boolean> negated = new TreeMap<>();
        query.parts().forEach(part -> negated.merge(part.block(), part.negated(), Boolean::logicalAnd));
        if (negated.containsValue(true)) {
            faults.add(Fault.in(
                    parameter,
                    "invalid-value",
                    parameter + " needs a word to search for in each alternative; excluded words don't count."));
        }
        return query;
    }

    /** Parses a query. It has no parts if the text contains no word. */
    public static WebQuery of(String text) {
        List<Part> parts = new ArrayList<>();
        int block = 0;
        boolean open = false;
        Matcher matcher = WORD.matcher(text);
        int last = -1;
        while (matcher.find()) {
            String word = matcher.group("word");
            boolean negated = !matcher.group("minus").isEmpty();
            if ("OR".equals(word) && !negated) {
                block += open ? 1 : 0;
                open = false;
                last = -1;
                continue;
            }
            int start = word == null ? matcher.start("phrase") : matcher.start("word");
            int end = word == null ? matcher.end("phrase") : matcher.end("word");
            List<Word> words = Tokenizer.tokenize(text.substring(start, end)).stream()
                    .map(each -> new Word(each.start() + start, each.end() + start, each.plain(), each.folded()))
                    .toList();
            if (!words.isEmpty()) {
                last = word == null || negated ? -1 : parts.size();
                parts.add(new Part(block, words, word == null, negated, false));
                open = true;
            }
        }
        if (last >= 0 && last == parts.size() - 1) {
            Part end = parts.get(last);
            Word word = end.words().get(end.words().size() - 1);
            boolean long2 = word.folded().codePointCount(0, word.folded().length()) > 1
                    || word.folded().charAt(0) > 0x0E00;
            parts.set(last, new Part(end.block(), end.words(), false, false, long2));
        }
        return new WebQuery(text, List.copyOf(parts));
    }

    /** A {@code to_tsquery} text of the folded words, for the language-independent configuration. */
    public String toTsQuery() {
        Map<Integer, String> blocks = new TreeMap<>();
        for (Part part : parts) {
            String typed = part.words().stream()
                    .map(Word::folded)
                    .collect(Collectors.joining(
                            "' <-> '", part.negated() ? "!('" : "('", part.prefix() ? "':*)" : "')"));
            blocks.merge(part.block(), typed, (one, other) -> one + " & " + other);
        }
        return blocks.values().stream().collect(Collectors.joining(") | (", "(", ")"));
    }

    /** The same query with corrected spellings, by folded word. */
    public WebQuery withSpellings(Map<String, String> spellings) {
        StringBuilder corrected = new StringBuilder(text);
        List<Word> words = parts.stream()
                .filter(part -> !part.quoted() && !part.negated())
                .flatMap(part -> part.words().stream())
                .filter(word -> spellings.containsKey(word.folded()))
                .toList();
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            corrected.replace(word.start(), word.end(), spellings.get(word.folded()));
        }
        return of(corrected.toString());
    }

    /** A canonical form, equal for all texts that mean the same query. */
    @Override
    public String toString() {
        return Stream.<Function<Part, @Nullable Object>>of(
                        Part::block, Part::plain, Part::folded, Part::beginnings, Part::negated)
                .map(value -> parts.stream().map(value).toList())
                .toList()
                .toString();
    }
}
