package dev.broadsheet.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PreparedQueryTest {

    @Inject
    DSLContext sql;

    @Test
    void placeholdersAreReplacedEverywhere() {
        Field<String> joined = field(name("joined"), String.class);
        PreparedQuery kept = PreparedQuery.of(
                sql.select(val("two").concat(val("one")).concat(inline("?")).as(joined)), "one", "two");
        assertThat(kept.fetch(sql, "1", "2").getValues(joined)).containsExactly("21?");
        assertThat(kept.fetch(sql, "a", "b").getValues(joined)).containsExactly("ba?");
    }

    @Test
    void valueWithoutAPlaceholderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PreparedQuery.of(sql.select(val("one"), val("three")), "one", "two"))
                .withMessageContaining("three");
    }
}
