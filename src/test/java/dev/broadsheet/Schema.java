package dev.broadsheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the migrations, and the functions and views that use them, as the last migration leaves them. */
final class Schema {

    private static final Pattern STATEMENT = Pattern.compile(
            "\\bcreate (?:unlogged )?table (?:if not exists )?(?<table>\\w+)"
                    + "|\\bdrop table (?:if exists )?(?<dropped>\\w+)"
                    + "|\\bcreate (?:or replace )?(?:function|procedure) (?<function>\\w+)\\s*\\(.*?\\$\\$(?<body>.*?)\\$\\$"
                    + "|\\bcreate (?:or replace )?(?:materialized )?view (?<view>\\w+) as(?<query>[^;]*);"
                    + "|\\bcreate (?:constraint )?trigger (?<trigger>\\w+)[^;]*? on (?<on>\\w+)"
                    + "[^;]*\\bexecute (?:function|procedure) (?<runs>\\w+)"
                    + "|\\bdrop trigger (?:if exists )?(?<gone>\\w+)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final Set<String> tables = new TreeSet<>();
    private final Map<String, SqlUsage> functions = new HashMap<>();
    private final Map<String, SqlUsage> views = new HashMap<>();
    private final Map<String, List<String>> triggers = new HashMap<>(); // by name: table, function

    Schema(Path migrations) throws IOException {
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted(Comparator.comparing(Schema::version)).toList()) {
                read(Files.readString(file).replaceAll("--[^\n]*", ""));
            }
        }
    }

    private static double version(Path file) {
        return Double.parseDouble(file.getFileName().toString().replaceFirst("V([\\d.]+)__.*", "$1"));
    }

    private void read(String migration) {
        for (Matcher found = STATEMENT.matcher(migration); found.find(); ) {
            if (found.group("table") != null) {
                tables.add(found.group("table"));
            } else if (found.group("dropped") != null) {
                tables.remove(found.group("dropped"));
            } else if (found.group("function") != null) {
                functions.put(found.group("function"), SqlUsage.inSql(found.group("body")));
            } else if (found.group("view") != null) {
                views.put(found.group("view"), SqlUsage.inSql(found.group("query")));
            } else if (found.group("trigger") != null) {
                triggers.put(found.group("trigger"), List.of(found.group("on"), found.group("runs")));
            } else {
                triggers.remove(found.group("gone"));
            }
        }
    }

    Set<String> tables() {
        return tables;
    }

    /** Which tables the triggers of a table write. */
    Map<String, Set<String>> writtenByTriggers() {
        return triggers.values().stream()
                .filter(trigger -> tables.contains(trigger.get(0)))
                .collect(Collectors.groupingBy(
                        trigger -> trigger.get(0),
                        TreeMap::new,
                        Collectors.flatMapping(
                                trigger ->
                                        Objects.requireNonNull(functions.get(trigger.get(1)), trigger.get(1))
                                                .writes()
                                                .stream()
                                                .filter(tables::contains),
                                Collectors.toCollection(TreeSet::new))));
    }

    /** The usage with the tables that its functions and views use, in turn. */
    SqlUsage expand(SqlUsage usage) {
        SqlUsage all = usage;
        for (SqlUsage former = new SqlUsage(); !former.equals(all); ) {
            former = all;
            for (String function : former.calls()) {
                all = all.and(functions.getOrDefault(function, new SqlUsage()));
            }
            for (String view : former.reads()) {
                all = all.and(views.getOrDefault(view, new SqlUsage()));
            }
        }
        return all;
    }
}
