package dev.broadsheet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.broadsheet.kernel.http.Open;
import dev.broadsheet.kernel.http.ReadOnly;
import dev.broadsheet.writes.Writes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, which point one way, and the habits that a compiler doesn't hold. */
class HouseTest {

    private static final String HOUSE = "dev.broadsheet";
    private static final Set<String> GROUND = Set.of("kernel", "access", "body");
    private static final Set<String> TERMS = with(GROUND, "writes", "answers", "terms");
    private static final Set<String> NEWSROOM = with(TERMS, "tags", "authors", "sections", "media", "words");
    private static final Set<String> NEWSSTAND = with(NEWSROOM, "articles");
    private static final Set<String> READERS = with(NEWSSTAND, "publications");

    /** What each room may know. A room that is not here doesn't exist. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("database", Set.of("kernel")),
            Map.entry("access", Set.of("kernel")),
            Map.entry("body", Set.of("kernel")),
            Map.entry("words", Set.of("kernel")),
            Map.entry("writes", Set.of("kernel", "access")),
            Map.entry("answers", Set.of("kernel")),
            Map.entry("terms", with(GROUND, "writes", "answers")),
            Map.entry("tags", TERMS),
            Map.entry("authors", TERMS),
            Map.entry("sections", TERMS),
            Map.entry("media", with(GROUND, "writes")),
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

    /** A write that goes past the layer has no repeats, no rehearsal and perhaps no transaction. */
    @Test
    void everyWritePassesTheLayer() {
        methods()
                .that(describe(
                        "write",
                        method -> Stream.of(POST.class, PUT.class, PATCH.class, DELETE.class)
                                .anyMatch(method::isAnnotatedWith)))
                .and()
                .areNotAnnotatedWith(Open.class)
                .and()
                .areNotAnnotatedWith(ReadOnly.class)
                .should(have(describe(
                        "a call of Writes",
                        method -> method.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Writes.class)))))
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
