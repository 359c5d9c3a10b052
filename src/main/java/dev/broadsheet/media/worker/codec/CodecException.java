package dev.broadsheet.media.worker.codec;

/** FFmpeg refuses a picture. */
public final class CodecException extends Exception {

    private static final long serialVersionUID = 1L;

    CodecException(String step, int code) {
        super(step + ": " + code);
    }
}
