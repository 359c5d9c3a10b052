package dev.broadsheet.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
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
    void eachParameterIsBoundWhereverItsNameOccurs() {
        Field<String> joined = field(name("joined"), String.class);
        PreparedQuery query = PreparedQuery.of(sql.select(param("two", String.class)
                .concat(param("one", String.class))
                .concat(param("two", String.class))
                .concat(inline("?:one"))
                .as(joined)));
        assertThat(query.with("one", "1").with("two", "2").fetch(sql).getValues(joined))
                .containsExactly("212?:one");
        assertThat(query.with("two", "b").with("one", "a").fetch(sql).getValues(joined))
                .containsExactly("bab?:one");
    }

    @Test
    void castsAndQuotedTextAreNoParameters() {
        PreparedQuery query = PreparedQuery.ofSql("select :text::text || ':text' as \"x:y\"");
        assertThat(query.with("text", "a").fetch(sql).getValues("x:y", String.class))
                .containsExactly("a:text");
    }

    @Test
    void valueWithoutNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PreparedQuery.of(sql.select(param("one", String.class), val("three"))))
                .withMessageContaining("three");
    }

    @Test
    void unknownAndMissingParametersAreRefused() {
        PreparedQuery query = PreparedQuery.ofSql("select :one, :two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.with("three", 3))
                .withMessageContaining("three");
        assertThatIllegalStateException()
                .isThrownBy(() -> query.with("one", 1).fetch(sql))
                .withMessageContaining("two");
    }
}
