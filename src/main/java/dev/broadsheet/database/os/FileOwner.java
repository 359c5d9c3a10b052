package dev.broadsheet.database.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A user and group of the operating system, by number. */
public record FileOwner(int user, int group) {

    public static final FileOwner ROOT = new FileOwner(0, 0);

    public static FileOwner of(Path path) throws IOException {
        return new FileOwner((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), (Integer)
                Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    public void applyTo(Path path) throws IOException {
        if (!of(path).equals(this)) {
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
