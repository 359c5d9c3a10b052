package dev.broadsheet.media.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The worker process for pictures. */
@ConfigMapping(prefix = "broadsheet.media.worker")
interface WorkerSettings {

    /**
     * The folder of its log and of FFmpeg's native libraries, 65 MB, which are unpacked there. Choose one on this machine
     * where the media folder is on the network.
     */
    @WithDefault("${broadsheet.media.folder:${broadsheet.data:data}/media}/worker")
    Path folder();
}
