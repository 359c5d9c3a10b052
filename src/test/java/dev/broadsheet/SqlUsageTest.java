package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlUsageTest {

    @Test
    void writtenTablesAreFound() {
        assertThat(SqlUsage.inSql("insert into a (x) select y from b on conflict do update set x = 1")
                        .writes())
                .contains("a")
                .doesNotContain("b");
        assertThat(SqlUsage.inSql("with gone as (delete from a using b where true) update c set x = 1")
                        .writes())
                .containsExactly("a", "c");
        assertThat(SqlUsage.inSql("merge into a using b on true; truncate table c; copy d from stdin")
                        .writes())
                .containsExactly("a", "c", "d");
        assertThat(SqlUsage.inSql("update Article set x = 1").writes()).containsExactly("Article");
        assertThat(SqlUsage.inSql("delete Article where x = 1").writes()).containsExactly("Article");
        assertThat(SqlUsage.inSql("Send DELETE …/publication.").writes()).isEmpty();
        assertThat(SqlUsage.inSql("select 1 from a for update").writes()).isEmpty();
    }

    @Test
    void readTablesAreFound() {
        assertThat(SqlUsage.inSql("select (select x from a limit 1), y from b m, only c n join d on f(1, 2) = 3, e"
                                + " where z in (select 1 from live('from no') l), no")
                        .reads())
                .contains("a", "b", "c", "d", "e")
                .doesNotContain("no", "live");
        assertThat(SqlUsage.inSql("delete from a using b join c using (x) where x is distinct from y")
                        .reads())
                .containsExactly("b", "c");
        assertThat(SqlUsage.inSql("select f(1) from g(2)").calls()).containsExactly("f", "g");
    }

    @Test
    void nameOutsideOfTheTextIsUnknown() {
        assertThat(SqlUsage.inSql("update %s set x = 1").writes()).containsExactly(SqlUsage.UNKNOWN);
        assertThat(inJava("run(\"update \" + table + \" set x = 1\");").writes())
                .containsExactly(SqlUsage.UNKNOWN);
        assertThat(inJava("run(\"delete from \" + table, \"a\");").writes()).containsExactly(SqlUsage.UNKNOWN);
    }

    @Test
    void literalsAreReadAndCommentsIgnored() {
        assertThat(inJava("""
                        // "select 1 from a"
                        String one = "select 1 " + /* from b */ "from c";
                        char quote = '"';
                        String two = \"""
                            select "x"
                            from d
                            \""";
                        """).reads()).containsExactly("c", "d");
    }

    @Test
    void jooqTablesAreFound() {
        SqlUsage usage = inJava("""
                Table<?> TABLE = table(name("a"));
                sql.insertInto(TABLE).select(DSL.select().from(DSL.table("b"))).execute();
                sql.deleteFrom(table(name("c"))).execute();
                sql.update(Other.THERE).set(x, function("f", Long.class));
                """);
        assertThat(usage.writes()).containsExactly("a", "c", "d");
        assertThat(usage.reads()).containsExactly("a", "b", "c");
        assertThat(usage.calls()).contains("f");
    }

    private static SqlUsage inJava(String source) {
        return SqlUsage.inJava(source, Map.of("THERE", "d"));
    }
}
