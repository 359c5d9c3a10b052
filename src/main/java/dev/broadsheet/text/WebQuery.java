package dev.broadsheet.text;

import dev.broadsheet.kernel.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query as people write it on the web: all words must be there, {@code "a phrase"} as it stands, {@code -word} not at
 * all; {@code OR} in capitals parts alternatives. The last word, if it is neither quoted nor negated and has two letters
 * or more, also stands for words that begin with it.
 *
 * @param parts in the order in which they are written
 */
public record WebQuery(String text, List<Part> parts) {

    public static final int MAX_LENGTH = 500;
    public static final int MAX_PARTS = 32;

    private static final Pattern WORD =
            Pattern.compile("(?<minus>-?)(?:[\"“”„«»](?<phrase>[^\"“”„«»]*)[\"“”„«»]?|(?<word>[^\\s\"“”„«»]+))");

    /**
     * A word, or words that stand next to each other.
     *
     * @param block parts of one block must all hold, of the blocks one
     */
    public record Part(int block, List<Word> words, boolean quoted, boolean negated, boolean prefix) {

        public String plain() {
            return Tokenizer.joined(words, Word::plain);
        }

        public String folded() {
            return Tokenizer.joined(words, Word::folded);
        }

        /** What {@code to_tsquery} takes: letters and digits alone are in it, so nothing has to be escaped. */
        public String beginnings() {
            String folded = beginning(Word::folded);
            String plain = beginning(Word::plain);
            return folded.equals(plain) ? folded : folded + " | " + plain;
        }

        private String beginning(Function<Word, String> form) {
            return words.stream().map(form).collect(Collectors.joining("' <-> '", "('", "':*)"));
        }
    }

    /** Reads a parameter, adding to {@code faults} what is wrong with it. */
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

    /** The same for who has nothing but what is found: each alternative must have a word that is sought. */
    public static WebQuery readSearchable(String parameter, String text, List<Fault> faults) {
        WebQuery query = read(parameter, text, faults);
        Map<Integer, Boolean> negated = new TreeMap<>();
        query.parts().forEach(part -> negated.merge(part.block(), part.negated(), Boolean::logicalAnd));
        if (negated.containsValue(true)) {
            faults.add(Fault.in(
                    parameter,
                    "invalid-value",
                    parameter + " needs a word to search for beside those that are not to be there."));
        }
        return query;
    }

    /** May have no parts: then nothing in it was a word. */
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

    /** As {@code to_tsquery} takes it, in no language: words as they are typed. */
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

    /** The same query with other spellings, by folded word. */
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

    /** As arrays that {@code unnest} makes rows of: block, plain, folded, beginnings, negated. */
    public Object[] toArrays() {
        return new Object[] {
            parts.stream().map(Part::block).toArray(Integer[]::new),
            parts.stream().map(Part::plain).toArray(String[]::new),
            parts.stream().map(Part::folded).toArray(String[]::new),
            parts.stream().map(part -> part.prefix() ? part.beginnings() : null).toArray(String[]::new),
            parts.stream().map(Part::negated).toArray(Boolean[]::new)
        };
    }

    /** The same for every way to write the same. */
    @Override
    public String toString() {
        return Arrays.deepToString(toArrays());
    }
}
