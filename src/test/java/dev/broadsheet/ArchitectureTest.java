package dev.broadsheet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.broadsheet.kernel.events.ChangeType;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.kernel.request.ReadOnly;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Table;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which package may use which, how large a package may be, which package writes which table, and habits that the
 * compiler doesn't check. Packages are named relative to {@code dev.broadsheet}. To rename or move one, edit the tables
 * at the top.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.broadsheet";
    private static final Set<String> BASICS = Set.of("kernel", "access", "body");
    private static final Set<String> FOR_TERMS = with(BASICS, "writes", "cache", "terms");
    private static final Set<String> FOR_ARTICLES = with(FOR_TERMS, "media", "text");
    private static final Set<String> FOR_PUBLICATIONS = with(FOR_ARTICLES, "articles");
    private static final Set<String> FOR_READERS = with(FOR_PUBLICATIONS, "publications");

    /** Which other top-level packages a top-level package may use. Each top-level package has a row. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("database", Set.of("kernel")),
            Map.entry("access", Set.of("kernel", "changes", "writes")),
            Map.entry("body", Set.of("kernel")),
            Map.entry("text", Set.of("kernel")),
            Map.entry("writes", Set.of("kernel")),
            Map.entry("cache", Set.of("kernel")),
            Map.entry("terms", with(BASICS, "writes", "cache")),
            Map.entry("media", with(BASICS, "writes", "cache")),
            Map.entry("articles", FOR_ARTICLES),
            Map.entry("publications", FOR_PUBLICATIONS),
            Map.entry("redirects", FOR_READERS),
            Map.entry("search", FOR_READERS),
            Map.entry("feeds", FOR_READERS),
            Map.entry("changes", Set.of("kernel")),
            Map.entry("transfer", Set.of("kernel", "access")),
            Map.entry("site", Set.of("kernel")));

    /**
     * Which packages under the same top-level package a package may use. Each package that has or is a sub-package has
     * a row.
     */
    private static final Map<String, Set<String>> INNER_ARROWS = Map.ofEntries(
            Map.entry("access", Set.of("access.roles")),
            Map.entry("access.audit", Set.of("access", "access.roles")),
            Map.entry("access.customroles", Set.of("access", "access.keys", "access.roles", "access.rules")),
            Map.entry("access.keys", Set.of("access", "access.roles", "access.rules")),
            Map.entry("access.keys.command", Set.of("access", "access.keys", "access.roles")),
            Map.entry("access.limits", Set.of("access")),
            Map.entry("access.roles", Set.of()),
            Map.entry("access.rules", Set.of()),
            Map.entry("articles", Set.of("articles.content")),
            Map.entry("articles.batch", Set.of("articles.editing", "articles.input", "articles.lifecycle")),
            Map.entry("articles.blocks", Set.of("articles.editing", "articles.input")),
            Map.entry("articles.content", Set.of()),
            Map.entry(
                    "articles.diff",
                    Set.of(
                            "articles",
                            "articles.content",
                            "articles.input",
                            "articles.json",
                            "articles.revisions",
                            "articles.rules")),
            Map.entry(
                    "articles.editing",
                    Set.of(
                            "articles",
                            "articles.content",
                            "articles.diff",
                            "articles.input",
                            "articles.json",
                            "articles.lifecycle",
                            "articles.locks",
                            "articles.revisions",
                            "articles.rules")),
            Map.entry("articles.index", Set.of("articles", "articles.content")),
            Map.entry("articles.input", Set.of("articles", "articles.content", "articles.input.frontmatter")),
            Map.entry("articles.input.frontmatter", Set.of("articles.content")),
            Map.entry("articles.json", Set.of("articles", "articles.content", "articles.index", "articles.rules")),
            Map.entry("articles.rules", Set.of("articles", "articles.index")),
            Map.entry(
                    "articles.lifecycle",
                    Set.of("articles", "articles.content", "articles.input", "articles.json", "articles.rules")),
            Map.entry("articles.locks", Set.of("articles", "articles.json", "articles.rules")),
            Map.entry(
                    "articles.revisions",
                    Set.of(
                            "articles",
                            "articles.content",
                            "articles.index",
                            "articles.input",
                            "articles.json",
                            "articles.lifecycle",
                            "articles.rules")),
            Map.entry("articles.shares", Set.of("articles", "articles.json", "articles.rules")),
            Map.entry("articles.schedule", Set.of("articles", "articles.lifecycle", "articles.rules")),
            Map.entry(
                    "body",
                    Set.of(
                            "body.document",
                            "body.html",
                            "body.html.writer",
                            "body.json",
                            "body.markdown",
                            "body.normalization")),
            Map.entry("body.diff", Set.of("body", "body.document")),
            Map.entry("body.document", Set.of()),
            Map.entry(
                    "body.html",
                    Set.of("body.document", "body.html.preprocessing", "body.html.writer", "body.normalization")),
            Map.entry("body.html.preprocessing", Set.of("body.document")),
            Map.entry("body.html.writer", Set.of("body.document")),
            Map.entry("body.json", Set.of("body.document", "body.normalization")),
            Map.entry(
                    "body.markdown",
                    Set.of(
                            "body.document",
                            "body.html",
                            "body.html.preprocessing",
                            "body.html.writer",
                            "body.normalization")),
            Map.entry("body.normalization", Set.of("body.document")),
            Map.entry("cache", Set.of("cache.dependency")),
            Map.entry("cache.dependency", Set.of()),
            Map.entry("cache.http", Set.of("cache", "cache.dependency")),
            Map.entry("database", Set.of("database.os")),
            Map.entry("database.os", Set.of()),
            Map.entry("kernel", Set.of()),
            Map.entry("kernel.connection", Set.of("kernel", "kernel.problem")),
            Map.entry("kernel.events", Set.of()),
            Map.entry(
                    "kernel.http",
                    Set.of(
                            "kernel",
                            "kernel.headers",
                            "kernel.json",
                            "kernel.problem",
                            "kernel.request",
                            "kernel.request.body")),
            Map.entry("kernel.headers", Set.of()),
            Map.entry("kernel.jobs", Set.of("kernel.events")),
            Map.entry("kernel.json", Set.of("kernel", "kernel.request")),
            Map.entry("kernel.openapi", Set.of("kernel", "kernel.problem", "kernel.request")),
            Map.entry("kernel.paging", Set.of("kernel", "kernel.http")),
            Map.entry("kernel.pool", Set.of()),
            Map.entry("kernel.problem", Set.of("kernel", "kernel.events", "kernel.sql")),
            Map.entry("kernel.request", Set.of("kernel")),
            Map.entry("kernel.request.body", Set.of("kernel")),
            Map.entry("kernel.request.multipart", Set.of("kernel", "kernel.json", "kernel.request")),
            Map.entry("kernel.rules", Set.of()),
            Map.entry("kernel.sql", Set.of("kernel")),
            Map.entry("media", Set.of("media.embedded", "media.image", "media.storage", "media.worker")),
            Map.entry("media.editing", Set.of("media", "media.embedded", "media.image", "media.storage")),
            Map.entry("media.embedded", Set.of()),
            Map.entry("media.file", Set.of("media", "media.image", "media.storage", "media.worker")),
            Map.entry("media.image", Set.of("media.worker")),
            Map.entry("media.storage", Set.of()),
            Map.entry(
                    "media.worker",
                    Set.of("media.worker.child", "media.worker.job", "media.worker.pixels", "media.worker.process")),
            Map.entry(
                    "media.worker.child",
                    Set.of("media.worker.decoder", "media.worker.encoder", "media.worker.job", "media.worker.pixels")),
            Map.entry("media.worker.codec", Set.of("media.worker.pixels")),
            Map.entry(
                    "media.worker.decoder",
                    Set.of("media.worker.codec", "media.worker.header", "media.worker.job", "media.worker.pixels")),
            Map.entry("media.worker.encoder", Set.of("media.worker.codec", "media.worker.pixels")),
            Map.entry("media.worker.header", Set.of("media.worker.job", "media.worker.pixels")),
            Map.entry("media.worker.job", Set.of()),
            Map.entry("media.worker.pixels", Set.of()),
            Map.entry("media.worker.process", Set.of("media.worker.job")),
            Map.entry("publications", Set.of("publications.query", "publications.search")),
            Map.entry(
                    "publications.archive",
                    Set.of("publications", "publications.list", "publications.list.sql", "publications.query")),
            Map.entry("publications.article", Set.of("publications", "publications.list", "publications.query")),
            Map.entry("publications.export", Set.of("publications", "publications.list", "publications.query")),
            Map.entry(
                    "publications.list",
                    Set.of("publications", "publications.list.sql", "publications.query", "publications.search")),
            Map.entry("publications.list.sql", Set.of("publications", "publications.query", "publications.search")),
            Map.entry(
                    "publications.neighbours",
                    Set.of(
                            "publications",
                            "publications.article",
                            "publications.list",
                            "publications.list.sql",
                            "publications.query")),
            Map.entry("publications.query", Set.of()),
            Map.entry("publications.related", Set.of("publications", "publications.article", "publications.list")),
            Map.entry("publications.search", Set.of()),
            Map.entry("terms", Set.of()),
            Map.entry("terms.editing", Set.of("terms", "terms.list")),
            Map.entry("terms.list", Set.of("terms")));

    private static final int CEILING = 20;
    private static final int HIGHER_CEILING = 24;

    /** Packages with a higher file limit, with the reason why no noun splits them. */
    private static final Map<String, String> LARGER = Map.of();

    /** The one package that writes a table. */
    private static final Map<String, Set<String>> OWNED = tables("""
        access: installation
        access.audit: refused_request
        access.customroles: access_role
        access.keys: access_key
        articles: article, revision, slug
        articles.index: article_search, article_term, search_language
        articles.revisions: retention, revision_surplus
        articles.shares: article_share
        changes: change
        media: media
        publications: publication, publication_period, publication_search, publication_term
        redirects: redirect
        search: search_renamed, search_stale, search_vocabulary, search_word
        search: term_search, term_search_missing
        terms: term, term_alias
        terms.editing: term_former
        terms.list: term_count, term_count_change
        writes: idempotency
        """);

    /** Writes by a package that doesn't own the table. Nothing is added here. */
    private static final Map<String, Set<String>> FOREIGN_WRITES = tables("""
        articles.json: article, revision # reads rows into entities that are never stored
        terms.editing: term # set-based: unused terms go in one statement, and a merge takes two locks of different strength
        """);

    /**
     * Reads by a package that doesn't own the table, in SQL text: each joins the table in a statement of its own,
     * because a read through the owner would be one more statement or more rows. Nothing is added here. Reads through a
     * {@code TableDefinition} aren't listed; the arrows between packages limit them.
     */
    private static final Map<String, Set<String>> FOREIGN_READS = tables("""
        articles: publication_period # the slug under which an article was last live, and the revisions that were
        articles.revisions: article, slug # retention, and related articles by slug
        articles.schedule: article # what is due
        publications.article: article, publication, publication_period, revision, slug # by any name, at any moment
        publications.list.sql: publication_term # how frequent a term is
        publications.related: publication, publication_term, term # one statement scores candidates
        publications.search: article_search, publication_search # the vectors that a query matches
        publications.search: search_language # the languages of the store
        redirects: article, publication, publication_period, slug # resolves a path in one statement
        search: article, article_term, publication, publication_term, revision # text to be indexed
        search: term, term_alias # names to be indexed
        terms: term_count, term_former # the check of counts, and present ids of merged terms
        terms.editing: article_term, publication_term # whether a term that is to be deleted is in use
        terms.editing: term # a merge
        terms.list: article_term, publication, publication_term, term # counts, related terms
        """);

    /** Files that write a table whose name isn't in the text of the statement, and the tables that they write. */
    private static final Map<String, Set<String>> UNNAMED_WRITES = tables("""
        terms.FoldedNames: term, term_alias # the same statement fills both
        """);

    /** Tables whose triggers write tables of other owners. */
    private static final Map<String, Set<String>> TRIGGERS = tables("""
        article_term: term_count_change # counts exactly, however the row comes or goes, cascades included
        publication_term: term_count_change # the same for live articles
        """);

    private static final Pattern WRITING_METHOD = Pattern.compile("(persist|delete|update).*");

    private static final JavaClasses CLASSES = mainClasses();

    /** Source texts by class name, relative as packages are. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    /** SQL usage by file, including what the functions and views use. */
    private static final Map<String, SqlUsage> USAGES = new TreeMap<>();

    private static Set<String> allTables;
    private static Map<String, Set<String>> triggers;

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages, sub-packages on their own,";
        }
    };

    @BeforeAll
    static void readSources() throws IOException {
        Path root = Path.of("src/main/java/dev/broadsheet");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '.');
                SOURCES.put(name.replaceFirst("\\.java$", ""), Files.readString(file));
            }
        }
        Schema schema = new Schema(Path.of("src/main/resources/db/migration"));
        allTables = schema.tables();
        triggers = schema.writtenByTriggers();
        Map<String, String> constants = new TreeMap<>();
        SOURCES.values().forEach(source -> constants.putAll(SqlUsage.jooqConstants(source)));
        SOURCES.forEach((file, source) -> USAGES.put(file, schema.expand(SqlUsage.inJava(source, constants))));
    }

    @Test
    void topLevelPackagesUseOnlyWhatTheyMay() {
        ARROWS.forEach((name, known) -> classes()
                .that(describe("live in " + name, type -> topLevel(type).equals(name)))
                .should()
                .onlyDependOnClassesThat(describe(
                        "live in " + with(known, name),
                        type -> !type.getPackageName().startsWith(ROOT)
                                || topLevel(type).equals(name)
                                || known.contains(topLevel(type))))
                .allowEmptyShould(true)
                .check(CLASSES));
        assertThat(CLASSES.stream().map(ArchitectureTest::topLevel).collect(Collectors.toSet()))
                .isSubsetOf(with(ARROWS.keySet(), ""));
    }

    @Test
    void subPackagesUseOnlyWhatTheyMay() {
        INNER_ARROWS.forEach((name, known) -> classes()
                .that(describe("live in " + name, type -> packageOf(type).equals(name)))
                .should()
                .onlyDependOnClassesThat(describe(
                        "live in " + with(known, name) + " or elsewhere",
                        type -> !topLevel(type).equals(topLevel(name))
                                || packageOf(type).equals(name)
                                || known.contains(packageOf(type))))
                .check(CLASSES));
        Set<String> packages = CLASSES.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());
        Set<String> split = packages.stream()
                .filter(name -> name.contains("."))
                .map(ArchitectureTest::topLevel)
                .collect(Collectors.toSet());
        assertThat(INNER_ARROWS.keySet())
                .isEqualTo(packages.stream()
                        .filter(name -> split.contains(topLevel(name)))
                        .collect(Collectors.toSet()));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesStayUnderTheCeiling() {
        Map<String, Long> files = SOURCES.keySet().stream()
                .collect(Collectors.groupingBy(ArchitectureTest::packageOf, TreeMap::new, Collectors.counting()));
        assertThat(LARGER.keySet()).isSubsetOf(files.keySet());
        files.entrySet()
                .removeIf(entry -> entry.getValue() <= (LARGER.containsKey(entry.getKey()) ? HIGHER_CEILING : CEILING));
        assertThat(files.keySet()).as("packages over the ceiling: %s", files).isEmpty();
    }

    @Test
    void eachTableHasOneWriter() {
        assertThat(invert(OWNED).keySet()).as("tables with an owner").isEqualTo(allTables);
        assertThat(invert(OWNED).values()).as("owners of a table").allMatch(owners -> owners.size() == 1);
        Map<String, Set<String>> writes = writes();
        assertThat(minus(OWNED, writes))
                .as("owners that don't write their tables")
                .isEmpty();
        assertThat(minus(writes, OWNED))
                .as("writes to tables of other packages")
                .isEqualTo(FOREIGN_WRITES);
    }

    @Test
    void tablesAreReadThroughTheirOwners() {
        assertThat(minus(byPackage(SqlUsage::reads), OWNED))
                .as("reads of tables of other packages")
                .isEqualTo(FOREIGN_READS);
    }

    @Test
    void writesNameTheirTables() {
        assertThat(USAGES.entrySet().stream()
                        .filter(usage -> usage.getValue().writes().contains(SqlUsage.UNKNOWN))
                        .map(Map.Entry::getKey))
                .as("files that write a table whose name isn't in the statement")
                .containsExactlyInAnyOrderElementsOf(UNNAMED_WRITES.keySet());
    }

    @Test
    void triggersAreListed() {
        assertThat(triggers).isEqualTo(TRIGGERS);
    }

    /** Such a table would have no known writer in this test. */
    @Test
    void entitiesOwnNoSecondTable() {
        fields().should()
                .notBeAnnotatedWith(JoinTable.class)
                .andShould()
                .notBeAnnotatedWith(CollectionTable.class)
                .check(CLASSES);
    }

    /** Otherwise the audit log refuses them as a filter. */
    @Test
    void allTypesOfChangeAreKnown() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ChangeType.class))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(AllChangeTypes.ALL.stream()
                        .map(type -> type.getClass().getName())
                        .collect(Collectors.toSet()));
    }

    @Test
    void packagesAreSplitByNoun() {
        noClasses()
                .should()
                .resideInAnyPackage("..web..", "..dto..", "..service..", "..impl..", "..util..")
                .check(CLASSES);
    }

    @Test
    void resourcesArePackagePrivateAndTheirEndpointsPublic() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
        // Quarkus skips other methods without a warning; their paths answer 404.
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(CLASSES);
    }

    /** Without {@code WriteExecutor}, an endpoint has no idempotency key, no dry run and perhaps no transaction. */
    @Test
    void everyWriteCallsWrites() {
        methods()
                .that(describe(
                        "write",
                        method -> Stream.of(POST.class, PUT.class, PATCH.class, DELETE.class)
                                .anyMatch(method::isAnnotatedWith)))
                .and()
                .areNotAnnotatedWith(PublicRead.class)
                .and()
                .areNotAnnotatedWith(ReadOnly.class)
                .should(have(describe(
                        "a call of WriteExecutor",
                        method -> method.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(WriteExecutor.class)))))
                .check(CLASSES);
    }

    /**
     * Of other libraries only endpoint annotations are resolved, because the rules read them. Resolving all would take
     * seconds.
     */
    private static JavaClasses mainClasses() {
        ArchConfiguration.get().setClassResolver(SelectedClassResolverFromClasspath.class);
        ArchConfiguration.get().setClassResolverArguments("jakarta.ws.rs");
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    /**
     * Writes by package: SQL, entities, assignments to their fields, and calls of their persistence methods from
     * another feature. Within a feature, such a call is a write through the owner's type.
     */
    private static Map<String, Set<String>> writes() {
        Map<String, Set<String>> writes = byPackage(SqlUsage::writes);
        UNNAMED_WRITES.forEach((file, tables) -> add(writes, packageOf(file), tables));
        Map<String, String> entities = entities();
        for (JavaClass type : CLASSES) {
            if (entities.containsKey(type.getSimpleName()) && type.isAnnotatedWith(Entity.class)) {
                add(writes, packageOf(type), Set.of(entities.get(type.getSimpleName())));
            }
            Stream<JavaClass> changed = Stream.concat(
                    type.getMethodCallsFromSelf().stream()
                            .filter(call ->
                                    WRITING_METHOD.matcher(call.getName()).matches())
                            .map(JavaMethodCall::getTargetOwner)
                            .filter(owner -> !topLevel(owner).equals(topLevel(type))),
                    type.getFieldAccessesFromSelf().stream()
                            .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
                            .map(JavaFieldAccess::getTargetOwner));
            changed.filter(owner -> owner.isAnnotatedWith(Entity.class))
                    .forEach(owner -> add(writes, packageOf(type), Set.of(entities.get(owner.getSimpleName()))));
        }
        return writes;
    }

    /** Tables by the simple names of their entities. */
    private static Map<String, String> entities() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .collect(Collectors.toMap(
                        JavaClass::getSimpleName,
                        type -> type.tryGetAnnotationOfType(Table.class)
                                .map(Table::name)
                                .orElse(type.getSimpleName().toLowerCase(Locale.ROOT))));
    }

    private static Map<String, Set<String>> byPackage(Function<SqlUsage, Set<String>> names) {
        Map<String, String> entities = entities();
        Map<String, Set<String>> found = new TreeMap<>();
        USAGES.forEach((file, usage) -> names.apply(usage).stream()
                .map(name -> entities.getOrDefault(name, name))
                .filter(allTables::contains)
                .forEach(table -> add(found, packageOf(file), Set.of(table))));
        return found;
    }

    /** Parses lines of a name, a colon and tables; a # begins a reason. */
    private static Map<String, Set<String>> tables(String lines) {
        Map<String, Set<String>> tables = new TreeMap<>();
        lines.lines()
                .map(line -> line.replaceFirst("#.*", "").strip().split(":\\s*"))
                .forEach(line -> add(tables, line[0], Set.of(line[1].split(",\\s*"))));
        return tables;
    }

    private static void add(Map<String, Set<String>> map, String key, Set<String> values) {
        map.computeIfAbsent(key, none -> new TreeSet<>()).addAll(values);
    }

    private static Map<String, Set<String>> minus(Map<String, Set<String>> all, Map<String, Set<String>> without) {
        Map<String, Set<String>> rest = new TreeMap<>();
        all.forEach((key, values) -> values.stream()
                .filter(value -> !without.getOrDefault(key, Set.of()).contains(value))
                .forEach(value -> add(rest, key, Set.of(value))));
        return rest;
    }

    private static Map<String, Set<String>> invert(Map<String, Set<String>> map) {
        Map<String, Set<String>> inverse = new TreeMap<>();
        map.forEach((key, values) -> values.forEach(value -> add(inverse, value, Set.of(key))));
        return inverse;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
    }

    private static String packageOf(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('.')));
    }

    private static String topLevel(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) ? topLevel(packageOf(type)) : type.getPackageName();
    }

    private static String topLevel(String name) {
        return name.replaceFirst("\\..*", "");
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
