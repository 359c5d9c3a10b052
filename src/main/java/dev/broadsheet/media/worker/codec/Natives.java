package dev.broadsheet.media.worker.codec;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Whether FFmpeg's native libraries are there for this machine and load. The first use unpacks them. */
public final class Natives {

    /** Loads the libraries once, when it is first asked. */
    private static final class Holder {
        private static final boolean LOADED = load();
    }

    private Natives() {}

    public static boolean available() {
        return Holder.LOADED;
    }

    public static boolean hasEncoder(String name) {
        return available() && avcodec.avcodec_find_encoder_by_name(name) != null;
    }

    private static boolean load() {
        try {
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            return avcodec.avcodec_version() > 0;
        } catch (LinkageError missing) {
            System.err.println("FFmpeg doesn't load, so there is no WebP and no AVIF: " + missing);
            return false;
        }
    }
}
