package dev.broadsheet.publications.search;

import java.util.Collection;
import java.util.List;

/** The words of titles and names that spelling corrections are chosen from. {@code search} implements it. */
public interface Vocabulary {

    /**
     * Words of similar spelling, for each of the given folded words.
     *
     * @param other the similar word, folded
     * @param spelling the similar word as it is written
     */
    record SimilarWord(String word, String other, String spelling) {}

    List<SimilarWord> findSimilar(Collection<String> words);
}
