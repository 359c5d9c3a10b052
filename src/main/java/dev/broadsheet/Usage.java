package dev.broadsheet;

import java.util.List;

/**
 * The known commands. They are checked before anything starts, because a mistyped command must not create a database.
 */
final class Usage {

    /**
     * In the first part, each line indented by exactly two spaces is a command: its name, then its arguments. A test
     * compares the names with the {@code Command} beans.
     */
    static final String TEXT = """
            Usage: java -jar quarkus-run.jar [command]

            Without a command it starts the server. Commands, also beside a running server:
              keys create --name NAME    creates a key and prints it; also --role reader, editor or admin,
                                         --expires 90d, and --flag with conditional, no-new-tags or
                                         lock-takeover, any of them
              keys list                  lists the keys, with tabs between the columns
              keys revoke ID             revokes a key, by its id or name
              articles check             reads every stored article and lists those that can't be read; exits with 1
                                         if there are any
              terms check                lists tags, authors and sections that may be several names in one, because they
                                         are transliterated alike; exits with 1 if there are any
              train                      sends itself sample requests, on temporary data, and exits: what
                                         java -XX:AOTCacheOutput=FILE learns from (JDK 25)

            Settings, from the environment:
              QUARKUS_HTTP_PORT          the port (8080)
              BROADSHEET_DATA            the data folder (data)
              BROADSHEET_ADMIN_KEY       the first admin key; without it one is made and kept in the data folder
              QUARKUS_DATASOURCE_JDBC_URL, …_USERNAME, …_PASSWORD
                                         an external PostgreSQL, 15 or newer, instead of the embedded one
            """;

    private Usage() {}

    /** The name of each command: its words up to the first argument. */
    static List<String> commands() {
        return TEXT.lines()
                .dropWhile(line -> !line.startsWith("  "))
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> !line.startsWith("   "))
                .map(line -> line.strip().replaceFirst("\\s+(-|[A-Z]|\\s).*", ""))
                .toList();
    }

    static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h") || word.equals("help");
    }

    /** The message for an unknown command; the exit code is 2. */
    static String unknown(List<String> words) {
        return "There is no command \u201c" + String.join(" ", words) + "\u201d. Known: "
                + String.join(", ", commands()) + ".";
    }

    /** True if any command starts with this word. */
    static boolean knows(String word) {
        return commands().stream().anyMatch(name -> name.equals(word) || name.startsWith(word + " "));
    }
}
