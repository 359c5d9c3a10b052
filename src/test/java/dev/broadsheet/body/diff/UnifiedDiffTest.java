package dev.broadsheet.body.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.broadsheet.body.BodyConverter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void outputHasTheUnifiedFormat() {
        assertThat(UnifiedDiff.of("a.md", "b.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n"))
                .isEqualTo("--- a.md\n+++ b.md\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n");
        assertThat(UnifiedDiff.of(null, "b.md", "", "1\n2\n"))
                .isEqualTo("--- /dev/null\n+++ b.md\n@@ -0,0 +1,2 @@\n+1\n+2\n");
        assertThat(UnifiedDiff.of("a.md", "b.md", "1\n", "1\n")).isEmpty();
    }

    @Property(tries = 1000)
    void diffAppliedToOneSideGivesTheOther(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size)
            throws PatchFailedException {
        GeneratedEdit edited = GeneratedEdit.of(seed, size);
        String before = "---\n---\n" + BodyConverter.toMarkdown(edited.before());
        String after = "---\n---\n" + BodyConverter.toMarkdown(edited.after());
        String diff = UnifiedDiff.of("a.md", "b.md", before, after);
        assertThat(UnifiedDiffUtils.parseUnifiedDiff(UnifiedDiff.lines(diff)).applyTo(UnifiedDiff.lines(before)))
                .isEqualTo(UnifiedDiff.lines(after));
    }
}
