package dev.broadsheet.kernel.sql;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static dev.broadsheet.publications.search.SearchVectorTable.WORKING_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TableDefinitionTest {

    @Inject
    DSLContext sql;

    /**
     * Columns that the view {@code working_search} lacks. It shares its class with the table
     * {@code publication_search}.
     */
    private static final Set<String> NOT_IN_WORKING_SEARCH = Set.of("published_at", "title");

    @Test
    void columnsAreThoseOfTheDatabase() throws ReflectiveOperationException {
        List<TableDefinition> tables = tables();
        assertThat(tables).hasSizeGreaterThan(10);
        for (TableDefinition table : tables) {
            assertThat(table.fieldStream()
                            .map(org.jooq.Field::getName)
                            .filter(column -> table != WORKING_SEARCH || !NOT_IN_WORKING_SEARCH.contains(column)))
                    .as(table.getName())
                    .isNotEmpty()
                    .isSubsetOf(columns(table.getName()));
        }
    }

    private Set<String> columns(String table) {
        return Set.copyOf(sql.resultQuery(
                        "select column_name from information_schema.columns where table_schema = current_schema() and table_name = ?",
                        table)
                .fetch(0, String.class));
    }

    /** The constants of all table classes. */
    private static List<TableDefinition> tables() throws ReflectiveOperationException {
        List<TableDefinition> tables = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.broadsheet")
                .that(describe("define a table", type -> type.isAssignableTo(TableDefinition.class)))) {
            Set<String> constants = type.getFields().stream()
                    .filter(field -> field.getRawType().equals(type))
                    .map(JavaField::getName)
                    .collect(Collectors.toSet());
            for (String constant : constants) {
                Field field = Class.forName(type.getName()).getDeclaredField(constant);
                field.setAccessible(true);
                tables.add((TableDefinition) field.get(null));
            }
        }
        return tables;
    }
}
