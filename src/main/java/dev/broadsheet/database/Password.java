package dev.broadsheet.database;

import dev.broadsheet.database.os.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The password of the app's role: generated once and kept in a file that only its owner can read. */
record Password(String text) {

    /** 192 bits in base64url, which needs no quoting in SQL, URLs and properties. */
    static Password random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Password read(Path file) throws IOException {
        return new Password(Files.readString(file).strip());
    }

    void write(Path file) throws IOException {
        PrivateFiles.write(file, text + "\n");
    }

    @Override
    public String toString() {
        return "a password";
    }
}
