package dev.broadsheet.media.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The npm package sharp, one thread, in a process of its own for each question. Times are processor time. */
final class Sharp {

    private static final String SCRIPT = """
        const sharp = require('sharp'), fs = require('fs');
        sharp.concurrency(1);
        sharp.cache(false);
        const [what, file, ...rest] = process.argv.slice(2);
        const encode = (width, format) => sharp(file).resize(width)[format]().toBuffer();
        const best = async (rounds, work) => {
          let least = Infinity;
          for (let i = 0; i < rounds; i++) {
            const start = process.cpuUsage();
            await work();
            const used = process.cpuUsage(start);
            least = Math.min(least, (used.user + used.system) / 1e3);
          }
          console.log(least);
        };
        (async () => {
          if (what === 'nine') {
            await best(2, async () => {
              for (const width of [400, 800, 1600])
                for (const format of ['jpeg', 'webp', 'avif']) await encode(width, format);
            });
          } else if (what === 'first') {
            await best(1, () => encode(Number(rest[0]), rest[1]));
          } else if (what === 'one') {
            await best(2, () => encode(Number(rest[0]), rest[1]));
          } else if (what === 'luma') {
            fs.writeFileSync(rest[0], await sharp(file).removeAlpha().greyscale().raw().toBuffer());
          } else if (what === 'encode') {
            await sharp(file).toFormat(rest[1], { quality: Number(rest[2]) }).toFile(rest[0]);
          } else {
            await sharp(file, { limitInputPixels: false }).toFormat(rest[1], JSON.parse(rest[2])).toFile(rest[0]);
          }
        })();
        """;

    private final Path folder;

    private Sharp(Path folder) {
        this.folder = folder;
    }

    /** @return null where Node isn't there, or sharp can't be installed */
    static @Nullable Sharp install(Path folder) throws IOException, InterruptedException {
        Path home = folder.resolve("sharp").toAbsolutePath();
        Files.createDirectories(home);
        Files.writeString(home.resolve("package.json"), "{\"dependencies\":{\"sharp\":\"~0.35.0\"}}");
        Files.writeString(home.resolve("bench.js"), SCRIPT);
        try {
            if (!Files.isDirectory(home.resolve("node_modules/sharp"))) {
                Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--silent")
                        .directory(home.toFile())
                        .inheritIO()
                        .start();
                if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                    npm.destroy();
                    return null;
                }
            }
            return new Sharp(home);
        } catch (IOException missing) {
            return null;
        }
    }

    double nine(Path file) throws IOException, InterruptedException {
        return Double.parseDouble(run("nine", file));
    }

    /** The first rendition of a process, without the start of Node. */
    double firstMillis(Path file, String width, ImageFormat format) throws IOException, InterruptedException {
        return Double.parseDouble(run("first", file, width, name(format)));
    }

    double millis(Path file, String width, ImageFormat format) throws IOException, InterruptedException {
        return Double.parseDouble(run("one", file, width, name(format)));
    }

    /** The grey samples of a picture. */
    byte[] luma(Path file) throws IOException, InterruptedException {
        Path raw = folder.resolve("luma.raw");
        run("luma", file, raw.toString());
        return Files.readAllBytes(raw);
    }

    void convert(Path file, Path target, String format, String options) throws IOException, InterruptedException {
        run("convert", file, target.toAbsolutePath().toString(), format, options);
    }

    /** How many bytes a picture of this similarity has, between two qualities. */
    double bytesAt(double ssim, Path lossless, ImageFormat format, byte[] reference, int width)
            throws IOException, InterruptedException {
        int low = 10;
        int high = 98;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (similarity(lossless, format, middle, reference, width) < ssim) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double below = similarity(lossless, format, low, reference, width);
        double bytesBelow = Files.size(encoded(format));
        double above = similarity(lossless, format, high, reference, width);
        double bytesAbove = Files.size(encoded(format));
        double share = above > below ? (ssim - below) / (above - below) : 0;
        return bytesBelow * Math.pow(bytesAbove / bytesBelow, share);
    }

    private double similarity(Path lossless, ImageFormat format, int quality, byte[] reference, int width)
            throws IOException, InterruptedException {
        run("encode", lossless, encoded(format).toString(), name(format), Integer.toString(quality));
        return Ssim.of(reference, luma(encoded(format)), width);
    }

    private Path encoded(ImageFormat format) {
        return folder.resolve("sharp." + format.extension());
    }

    private static String name(ImageFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private String run(String what, Path file, String... rest) throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(
                List.of("node", "bench.js", what, file.toAbsolutePath().toString()));
        words.addAll(List.of(rest));
        Process node = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (node.waitFor() != 0) {
            throw new IOException("node bench.js " + what + " failed");
        }
        return output.strip();
    }
}
