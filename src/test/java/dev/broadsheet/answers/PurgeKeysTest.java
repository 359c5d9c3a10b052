package dev.broadsheet.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeKeysTest {

    private static final int ROOM = 120;

    @Test
    void whatHasNoRoomIsAList() {
        assertThat(keys(ROOM)).hasSize(ROOM).doesNotContain("list");
        for (int sources : new int[] {ROOM + 1, 10 * ROOM}) {
            assertThat(keys(sources)).hasSize(ROOM).contains("list");
        }
    }

    private static List<String> keys(int articles) {
        Set<Source> sources = new HashSet<>();
        for (int i = 0; i < articles; i++) {
            sources.add(new Source.Article(UUID.randomUUID()));
        }
        Answer.Line line =
                PurgeKeys.of(new Origin(sources, List.of(), null, true)).get(0);
        return List.of(line.value().toString().split(" "));
    }
}
