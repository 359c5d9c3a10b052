package dev.broadsheet.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Another JVM that runs the database of a folder and can be killed. */
record DatabaseProcess(Process process) implements AutoCloseable {

    /** Runs in the other JVM: holds the database until the process is killed. */
    public static void main(String... arguments) throws InterruptedException {
        Database.serving(Path.of(arguments[0]));
        System.out.println("kept");
        new CountDownLatch(1).await();
    }

    static DatabaseProcess of(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"kept".equals(said.readLine())) {
            throw new IOException("the other JVM did not start the database");
        }
        return new DatabaseProcess(process);
    }

    long pid() {
        return process.pid();
    }

    /** Like {@code kill -9}. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
