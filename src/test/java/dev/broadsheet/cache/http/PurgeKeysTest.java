package dev.broadsheet.cache.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.dependency.Dependencies;
import dev.broadsheet.cache.dependency.Dependency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeKeysTest {

    private static final int ROOM = 120;

    @Test
    void tooManyKeysBecomeTheListKey() {
        assertThat(keys(ROOM)).hasSize(ROOM).doesNotContain("list");
        for (int sources : new int[] {ROOM + 1, 10 * ROOM}) {
            assertThat(keys(sources)).hasSize(ROOM).contains("list");
        }
    }

    private static List<String> keys(int articles) {
        Set<Dependency> sources = new HashSet<>();
        for (int i = 0; i < articles; i++) {
            sources.add(new Dependency.Article(UUID.randomUUID()));
        }
        CachedResponse.HeaderLine line =
                PurgeKeys.of(new Dependencies(sources, List.of(), null, true)).get(0);
        return List.of(line.value().toString().split(" "));
    }
}
