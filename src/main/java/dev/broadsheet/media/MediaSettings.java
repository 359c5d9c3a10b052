package dev.broadsheet.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where media are stored, and how large they may be. */
@ConfigMapping(prefix = "broadsheet.media")
public interface MediaSettings {

    /** The folder of the files. All nodes must see the same folder. */
    @WithDefault("${broadsheet.data:data}/media")
    Path folder();

    /** The maximum size of a picture. The body limit of {@code /api/media} must be as large at least. */
    @WithDefault("32M")
    MemorySize maxImage();

    /** The maximum size of any other file. */
    @WithDefault("64M")
    MemorySize maxFile();
}
