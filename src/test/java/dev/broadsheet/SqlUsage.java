package dev.broadsheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that SQL or HQL writes to, reads from and calls, found by keywords. A name may be a table, an entity, a view,
 * a common table expression or, in prose, any word: the caller keeps the names that it knows.
 */
record SqlUsage(Set<String> writes, Set<String> reads, Set<String> calls) {

    /** Stands for a written table whose name is concatenated or formatted into the text. */
    static final String UNKNOWN = "?";

    private static final Pattern NO_NAMES = Pattern.compile("--[^\n]*|'[^'\n]*'");
    private static final Pattern PLACEHOLDER = Pattern.compile("%[\\d$]*s|\\{\\d+}|\\?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][\\w.]*|[(),;]|" + PLACEHOLDER);
    private static final Set<String> END_OF_FROM = Set.of(
            "where",
            "group",
            "order",
            "limit",
            "offset",
            "union",
            "returning",
            "set",
            "select",
            "values",
            "having",
            ";");

    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "(?<block>\"\"\".*?(?<!\\\\)\"\"\")|(?<line>\"(?:[^\"\\\\\n]++|\\\\.)*+\")|'(?:[^'\\\\]|\\\\.)+'"
                    + "|(?://[^\n]*|/\\*.*?\\*/)",
            Pattern.DOTALL);
    private static final String JOOQ_TABLE = "\\btable\\(\\s*(?:(?:DSL\\.)?name\\(\\s*)?\"(?<table>\\w+)\"";
    private static final Pattern JOOQ_READ = Pattern.compile(JOOQ_TABLE);
    private static final Pattern JOOQ_CONSTANT =
            Pattern.compile("\\b(?<constant>[A-Z][A-Z_0-9]*)\\s*=\\s*(?:(?:DSL\\.)?" + JOOQ_TABLE
                    + "|new \\w+Table\\(\"(?<definition>\\w+)\")");
    private static final Pattern JOOQ_WRITE = Pattern.compile(
            "\\b(?:insertInto|mergeInto|deleteFrom|delete|update|truncate|truncateTable)\\(\\s*(?:(?:DSL\\.)?"
                    + JOOQ_TABLE + "|(?:\\w+\\.)?(?<constant>[A-Z][A-Z_0-9]*)\\b)");
    private static final Pattern JOOQ_CALL =
            Pattern.compile("\\bfunction\\(\\s*(?:(?:DSL\\.)?name\\(\\s*)?\"(?<function>\\w+)\"");

    SqlUsage() {
        this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    SqlUsage and(SqlUsage more) {
        SqlUsage both = new SqlUsage();
        for (SqlUsage part : List.of(this, more)) {
            both.writes.addAll(part.writes);
            both.reads.addAll(part.reads);
            both.calls.addAll(part.calls);
        }
        return both;
    }

    /** The usage of a statement, or of a fragment of one. */
    static SqlUsage inSql(String sql) {
        SqlUsage usage = new SqlUsage();
        List<String> tokens = TOKEN.matcher(NO_NAMES.matcher(sql).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .toList();
        Deque<Boolean> inFromClause = new ArrayDeque<>(List.of(false)); // by depth of parentheses
        boolean tableFollows = false;
        for (int i = 0; i < tokens.size(); i++) {
            String word = at(tokens, i).toLowerCase(Locale.ROOT);
            String before = at(tokens, i - 1).toLowerCase(Locale.ROOT);
            String after = at(tokens, i + 1);
            boolean isName = Character.isLetter(word.charAt(0)) || word.startsWith("_");
            if (isName && after.equals("(")) {
                usage.calls.add(at(tokens, i));
            }
            if (word.equals("(")) {
                inFromClause.push(false);
                tableFollows &= !before.equals("using");
            } else if (word.equals(")")) {
                inFromClause.pop();
                if (inFromClause.isEmpty()) { // a fragment closes more than it opens
                    inFromClause.push(false);
                }
            } else if (word.equals(",")) {
                tableFollows = inFromClause.element();
            } else if (tableFollows) {
                tableFollows = word.equals("only") || word.equals("lateral");
                if (!tableFollows && !after.equals("(")) {
                    usage.reads.add(at(tokens, i));
                }
            } else if (startsWrite(word, before, after)) {
                boolean filler = after.equalsIgnoreCase("only") || after.equalsIgnoreCase("table");
                String target = at(tokens, filler ? i + 2 : i + 1);
                if (!target.isEmpty()) {
                    usage.writes.add(PLACEHOLDER.matcher(target).matches() ? UNKNOWN : target);
                }
            } else if (word.equals("from") && !before.equals("distinct") || word.equals("using")) {
                inFromClause.pop();
                inFromClause.push(true);
                tableFollows = true;
            } else if (word.equals("join")) {
                tableFollows = true;
            } else if (END_OF_FROM.contains(word)) {
                inFromClause.pop();
                inFromClause.push(false);
            }
        }
        return usage;
    }

    private static boolean startsWrite(String word, String before, String after) {
        return switch (word) {
            case "into" -> before.equals("insert") || before.equals("merge");
            case "from" -> before.equals("delete");
            case "delete" -> !after.isEmpty() && Character.isUpperCase(after.charAt(0)) && !after.equals("FROM"); // HQL
            case "update", "truncate", "copy" -> true;
            default -> false;
        };
    }

    private static String at(List<String> tokens, int i) {
        return i < 0 || i >= tokens.size() ? "" : tokens.get(i);
    }

    /** The usage of all string literals of a Java file, and of the tables and functions that it names to jOOQ. */
    static SqlUsage inJava(String source, Map<String, String> jooqConstants) {
        SqlUsage usage = texts(source).stream().map(SqlUsage::inSql).reduce(new SqlUsage(), SqlUsage::and);
        Map<String, String> constants = new HashMap<>(jooqConstants);
        constants.putAll(jooqConstants(source));
        String code = withoutComments(source);
        JOOQ_READ.matcher(code).results().forEach(read -> usage.reads.add(read.group(1)));
        JOOQ_CALL.matcher(code).results().forEach(call -> usage.calls.add(call.group(1)));
        for (Matcher write = JOOQ_WRITE.matcher(code); write.find(); ) {
            if (write.group("table") != null) {
                usage.writes.add(write.group("table"));
            } else if (constants.containsKey(write.group("constant"))) {
                usage.writes.add(constants.get(write.group("constant")));
            }
        }
        return usage;
    }

    /** Constants that hold a jOOQ table: their names and the table's. */
    static Map<String, String> jooqConstants(String source) {
        Map<String, String> constants = new HashMap<>();
        for (Matcher found = JOOQ_CONSTANT.matcher(withoutComments(source)); found.find(); ) {
            constants.put(
                    found.group("constant"),
                    found.group("table") == null ? found.group("definition") : found.group("table"));
        }
        return constants;
    }

    /** String literals; those that a plus joins are one text, with {@link #UNKNOWN} for an expression among them. */
    static List<String> texts(String source) {
        List<String> texts = new ArrayList<>();
        String code = withoutComments(source);
        int end = 0;
        for (Matcher found = LITERAL_OR_COMMENT.matcher(code); found.find(); ) {
            int quotes = found.group("block") != null ? 3 : found.group("line") != null ? 1 : 0;
            if (quotes == 0) {
                continue;
            }
            String text = found.group().substring(quotes, found.group().length() - quotes);
            text = text.replaceAll("\\\\[nrts]", " ").replaceAll("\\\\(.)", "$1");
            String between = code.substring(end, found.start()).strip();
            if (!texts.isEmpty() && between.startsWith("+")) {
                String before = texts.remove(texts.size() - 1) + (between.equals("+") ? "" : " " + UNKNOWN + " ");
                boolean joined = between.endsWith("+") && !between.contains(";");
                texts.add(joined ? before + text : before);
                if (!joined) {
                    texts.add(text);
                }
            } else {
                texts.add(text);
            }
            end = found.end();
        }
        return texts;
    }

    private static String withoutComments(String source) {
        return LITERAL_OR_COMMENT
                .matcher(source)
                .replaceAll(found -> found.group().startsWith("/") ? " " : Matcher.quoteReplacement(found.group()));
    }
}
