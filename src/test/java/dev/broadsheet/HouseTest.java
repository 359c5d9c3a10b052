package dev.broadsheet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, which point one way, and the habits that a compiler doesn't hold. */
class HouseTest {

    private static final String HOUSE = "dev.broadsheet";
    private static final Set<String> GROUND = Set.of("kernel", "access", "body");
    private static final Set<String> TERMS = with(GROUND, "terms");
    private static final Set<String> NEWSROOM = with(TERMS, "tags", "authors", "sections", "media");
    private static final Set<String> NEWSSTAND = with(NEWSROOM, "articles");
    private static final Set<String> READERS = with(NEWSSTAND, "publications");

    /** What each room may know. A room that is not here doesn't exist. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("database", Set.of("kernel")),
            Map.entry("access", Set.of("kernel")),
            Map.entry("body", Set.of("kernel")),
            Map.entry("terms", GROUND),
            Map.entry("tags", TERMS),
            Map.entry("authors", TERMS),
            Map.entry("sections", TERMS),
            Map.entry("media", GROUND),
            Map.entry("articles", NEWSROOM),
            Map.entry("publications", NEWSSTAND),
            Map.entry("redirects", READERS),
            Map.entry("search", READERS),
            Map.entry("feeds", READERS),
            Map.entry("changes", Set.of("kernel")),
            Map.entry("transfer", Set.of("kernel", "access")),
            Map.entry("site", Set.of("kernel")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    @Test
    void arrowsPointOneWay() {
        ARROWS.forEach((room, known) -> classes()
                .that(describe("live in " + room, type -> room(type).equals(room)))
                .should()
                .onlyDependOnClassesThat(describe(
                        "live in " + with(known, room),
                        type -> !type.getPackageName().startsWith(HOUSE)
                                || room(type).equals(room)
                                || known.contains(room(type))))
                .allowEmptyShould(true)
                .check(CLASSES));
        slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyRoomIsOnThePlan() {
        assertThat(CLASSES.stream().map(HouseTest::room).collect(Collectors.toSet()))
                .isSubsetOf(with(ARROWS.keySet(), ""));
    }

    @Test
    void roomsAreSplitByNoun() {
        noClasses()
                .should()
                .resideInAnyPackage("..web..", "..dto..", "..service..", "..impl..", "..util..")
                .check(CLASSES);
    }

    @Test
    void resourcesAreTheirRoomsOwnAndTheirEndpointsAreReached() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
        // Others are skipped without a word, and answer 404.
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(CLASSES);
    }

    private static String room(JavaClass type) {
        String inside = type.getPackageName().substring(HOUSE.length());
        return inside.replaceFirst("^\\.", "").replaceFirst("\\..*", "");
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        return java.util.stream.Stream.concat(rooms.stream(), java.util.Arrays.stream(more))
                .collect(Collectors.toUnmodifiableSet());
    }
}
