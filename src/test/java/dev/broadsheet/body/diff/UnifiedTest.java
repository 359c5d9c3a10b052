package dev.broadsheet.body.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.broadsheet.body.Body;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnifiedTest {

    @Test
    void isWhatAPatchProgramReads() {
        assertThat(Unified.of("a.md", "b.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n"))
                .isEqualTo("--- a.md\n+++ b.md\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n");
        assertThat(Unified.of(null, "b.md", "", "1\n2\n"))
                .isEqualTo("--- /dev/null\n+++ b.md\n@@ -0,0 +1,2 @@\n+1\n+2\n");
        assertThat(Unified.of("a.md", "b.md", "1\n", "1\n")).isEmpty();
    }

    @Property(tries = 1000)
    void appliedToTheOneSideItGivesTheOther(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size)
            throws PatchFailedException {
        Edited edited = Edited.imagined(seed, size);
        String before = "---\n---\n" + Body.markdown(edited.before());
        String after = "---\n---\n" + Body.markdown(edited.after());
        String diff = Unified.of("a.md", "b.md", before, after);
        assertThat(UnifiedDiffUtils.parseUnifiedDiff(Unified.lines(diff)).applyTo(Unified.lines(before)))
                .isEqualTo(Unified.lines(after));
    }
}
