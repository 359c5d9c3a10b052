package dev.broadsheet.answers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which of the answers that are kept were made from what. Not for several threads. */
final class SourceIndex {

    private final Map<Source, Set<Answer>> answers = new HashMap<>();

    void add(Answer answer) {
        answer.origin()
                .sources()
                .forEach(source -> answers.computeIfAbsent(source, none -> new HashSet<>(2))
                        .add(answer));
    }

    void remove(Answer answer) {
        for (Source source : answer.origin().sources()) {
            answers.computeIfPresent(source, (same, listed) -> {
                listed.remove(answer);
                return listed.isEmpty() ? null : listed;
            });
        }
    }

    /** Those that aren't right any more after a change: the answers that {@link Origin#isAlteredBy} holds for. */
    Set<Answer> altered(Alteration alteration) {
        Set<Answer> altered = new HashSet<>();
        alteration.touches().forEach(source -> altered.addAll(of(source)));
        if (alteration instanceof LiveChange change) {
            for (Source source : change.mayTouch()) {
                of(source).stream()
                        .filter(answer -> answer.origin().isListed(change))
                        .forEach(altered::add);
            }
        }
        return altered;
    }

    private Set<Answer> of(Source source) {
        return answers.getOrDefault(source, Set.of());
    }
}
