package dev.broadsheet.media.worker.decoder;

import dev.broadsheet.media.worker.codec.Natives;
import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.job.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes a file by its media type. Whatever a damaged file makes a decoder throw becomes a refusal. */
public final class ImageDecoder {

    private ImageDecoder() {}

    /** @throws IOException if the file can't be read */
    public static Decoded decode(Path path, String mediaType) throws IOException, Refusal {
        try (FileBytes file = new FileBytes(path)) {
            return decode(file, mediaType);
        }
    }

    private static Decoded decode(FileBytes file, String mediaType) throws Refusal {
        try {
            return switch (mediaType) {
                case "image/jpeg" -> JpegDecoder.decode(file);
                case "image/png" -> PngDecoder.decode(file);
                case "image/gif" -> GifDecoder.decode(file);
                case "image/webp" -> {
                    needFfmpeg("WebP");
                    yield WebpDecoder.decode(file);
                }
                case "image/avif" -> {
                    needFfmpeg("AVIF");
                    yield AvifDecoder.decode(file);
                }
                default -> throw Refusal.unreadable("Files of the type " + mediaType + " aren't decoded.");
            };
        } catch (EOFException truncated) {
            throw Refusal.unreadable("The file ends too early.");
        } catch (IOException | RuntimeException damaged) {
            throw Refusal.unreadable("The file is damaged.");
        } catch (OutOfMemoryError tooLarge) {
            throw Refusal.unreadable("Decoding the file takes more memory than one may use.");
        } catch (StackOverflowError tooDeep) {
            throw Refusal.unreadable("The file is nested too deeply.");
        }
    }

    private static void needFfmpeg(String format) throws Refusal {
        if (!Natives.available()) {
            throw Refusal.unreadable("This server can't read " + format + ": FFmpeg doesn't load on its machine.");
        }
    }
}
