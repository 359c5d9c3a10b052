package dev.broadsheet.media.worker.header;

import dev.broadsheet.media.worker.header.Boxes.Box;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.Orientation;
import dev.broadsheet.media.worker.pixels.Size;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of an AVIF file (AV1 Image File Format 1.1, ISO/IEC 23008-12) that make its picture.
 *
 * @param size before it is turned
 * @param color where the AV1 data of the picture are
 * @param alpha where those of its opacity are; empty if it has none
 * @param primaries the colour primaries of a coded colour space (ITU-T H.273); 0 if it says none
 * @param profile the ICC profile; null if there is none
 * @param frames of an image sequence; 0 for a still picture
 */
public record AvifHeader(
        Size size,
        List<long[]> color,
        List<long[]> alpha,
        Orientation orientation,
        int primaries,
        byte @Nullable [] profile,
        long frames) {

    public static AvifHeader read(FileBytes file) throws IOException, Refusal {
        try {
            Boxes all = new Boxes(file, 0, file.length());
            Optional<Box> meta = all.find("meta");
            if (!file.startsWith(4, "ftyp") || meta.isEmpty()) {
                throw Refusal.unreadable("The file isn't an AVIF.");
            }
            Items items = new Items(file, all.in(meta.get(), 4));
            return items.header(frames(file, all));
        } catch (EOFException truncated) {
            throw Refusal.unreadable("The AVIF ends before its picture begins.");
        }
    }

    /** The number of samples in the largest track. */
    private static long frames(FileBytes file, Boxes all) throws IOException {
        Optional<Box> movie = all.find("moov");
        long[] most = {0};
        if (movie.isPresent()) {
            all.in(movie.get(), 0).forEach(track -> {
                Boxes in = all.in(track, 0);
                for (String type : List.of("mdia", "minf", "stbl")) {
                    Optional<Box> next = in.find(type);
                    if (next.isEmpty()) {
                        return;
                    }
                    in = in.in(next.get(), 0);
                }
                Optional<Box> sizes = in.find("stsz");
                if (sizes.isPresent()) {
                    most[0] = Math.max(most[0], file.uint32(sizes.get().content() + 8));
                }
            });
        }
        return most[0];
    }

    private static final class Items {
        private static final int MOST = 1000;

        private final FileBytes file;
        private final Boxes meta;
        private final long primary;
        private final Map<Long, String> types = new TreeMap<>();
        private final Map<Long, List<long[]>> places = new TreeMap<>();
        private final List<Box> properties = new ArrayList<>();
        private final Map<Long, List<Integer>> associations = new TreeMap<>();

        Items(FileBytes file, Boxes meta) throws IOException, Refusal {
            this.file = file;
            this.meta = meta;
            Box pitm = need("pitm");
            primary = file.at(pitm.content()) == 0 ? file.uint16(pitm.content() + 4) : file.uint32(pitm.content() + 4);
            readTypes(need("iinf"));
            readPlaces(need("iloc"));
            Boxes iprp = meta.in(need("iprp"), 0);
            Box ipco = iprp.find("ipco").orElseThrow(EOFException::new);
            iprp.in(ipco, 0).forEach(properties::add);
            readAssociations(iprp.find("ipma").orElseThrow(EOFException::new));
        }

        AvifHeader header(long frames) throws IOException, Refusal {
            String type = types.getOrDefault(primary, "");
            if (!type.equals("av01")) {
                throw Refusal.unreadable("The AVIF is made of tiles or derived from other pictures (" + type + ").");
            }
            Size size = null;
            int turns = 0;
            int mirror = -1;
            int primaries = 0;
            byte[] profile = null;
            for (Box property : propertiesOf(primary)) {
                long at = property.content();
                switch (property.type()) {
                    case "ispe" -> size = new Size(side(at + 4), side(at + 8));
                    case "irot" -> turns = file.at(at) & 3;
                    case "imir" -> mirror = file.at(at) & 1;
                    case "colr" -> {
                        if (file.startsWith(at, "nclx")) {
                            primaries = file.uint16(at + 4);
                        } else if (property.end() - at - 4 <= FileBytes.MAX_METADATA) {
                            profile = file.bytes(at + 4, (int) (property.end() - at - 4));
                        }
                    }
                    default -> {}
                }
            }
            List<long[]> color = places.getOrDefault(primary, List.of());
            if (size == null || color.isEmpty()) {
                throw Refusal.unreadable("The AVIF has no picture.");
            }
            return new AvifHeader(size, color, alpha(), orientation(turns, mirror), primaries, profile, frames);
        }

        /** Turned anticlockwise first, then mirrored: along the vertical axis if 0, else along the horizontal one. */
        private static Orientation orientation(int turns, int mirror) {
            int clockwise = (4 - turns) % 4;
            return switch (mirror) {
                case 0 -> new Orientation(true, (6 - clockwise) % 4);
                case 1 -> new Orientation(true, (4 - clockwise) % 4);
                default -> new Orientation(false, clockwise);
            };
        }

        /** The item that an auxl reference ties to the picture, and that says it is its opacity. */
        private List<long[]> alpha() throws IOException {
            Optional<Box> references = meta.find("iref");
            List<Long> found = new ArrayList<>();
            if (references.isPresent()) {
                int size = file.at(references.get().content()) == 0 ? 2 : 4;
                meta.in(references.get(), 4).forEach(box -> {
                    long from = number(box.content(), size);
                    long to = number(box.content() + size + 2, size);
                    if (box.type().equals("auxl") && to == primary && isAlpha(from)) {
                        found.add(from);
                    }
                });
            }
            return found.isEmpty() ? List.of() : places.getOrDefault(found.get(0), List.of());
        }

        private boolean isAlpha(long item) throws IOException {
            for (Box property : propertiesOf(item)) {
                if (property.type().equals("auxC")
                        && (file.startsWith(property.content() + 4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
                                || file.startsWith(property.content() + 4, "urn:mpeg:hevc:2015:auxid:1"))) {
                    return true;
                }
            }
            return false;
        }

        private List<Box> propertiesOf(long item) {
            List<Box> found = new ArrayList<>();
            for (int index : associations.getOrDefault(item, List.of())) {
                if (index >= 1 && index <= properties.size()) {
                    found.add(properties.get(index - 1));
                }
            }
            return found;
        }

        private Box need(String type) throws IOException {
            return meta.find(type).orElseThrow(EOFException::new);
        }

        private int side(long at) throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, file.uint32(at));
        }

        private long number(long at, int size) throws IOException {
            return switch (size) {
                case 0 -> 0;
                case 2 -> file.uint16(at);
                case 4 -> file.uint32(at);
                default -> file.uint32(at) << 32 | file.uint32(at + 4);
            };
        }

        private void readTypes(Box iinf) throws IOException {
            int fields = file.at(iinf.content()) == 0 ? 6 : 8;
            meta.in(iinf, fields).forEach(entry -> {
                int version = file.at(entry.content());
                if (entry.type().equals("infe") && version >= 2 && types.size() < MOST) {
                    int size = version == 2 ? 2 : 4;
                    types.put(number(entry.content() + 4, size), file.tag(entry.content() + 4 + size + 2));
                }
            });
        }

        private void readPlaces(Box iloc) throws IOException, Refusal {
            long at = iloc.content();
            int version = file.at(at);
            int offsetSize = file.at(at + 4) >> 4;
            int lengthSize = file.at(at + 4) & 15;
            int baseSize = file.at(at + 5) >> 4;
            int indexSize = version == 0 ? 0 : file.at(at + 5) & 15;
            int idSize = version < 2 ? 2 : 4;
            long count = Math.min(MOST, number(at + 6, idSize));
            at += 6 + idSize;
            for (; count > 0; count--) {
                long item = number(at, idSize);
                at += idSize;
                int method = 0;
                if (version > 0) {
                    method = file.uint16(at) & 15;
                    at += 2;
                }
                at += 2;
                long base = number(at, baseSize);
                at += baseSize;
                int extents = file.uint16(at);
                at += 2;
                List<long[]> parts = new ArrayList<>();
                for (; extents > 0 && parts.size() < MOST; extents--) {
                    at += indexSize;
                    parts.add(new long[] {base + number(at, offsetSize), number(at + offsetSize, lengthSize)});
                    at += offsetSize + lengthSize;
                }
                if (method == 0) {
                    places.put(item, parts);
                }
            }
        }

        private void readAssociations(Box ipma) throws IOException {
            long at = ipma.content();
            int idSize = file.at(at) == 0 ? 2 : 4;
            boolean wide = (file.at(at + 3) & 1) == 1;
            long count = Math.min(MOST, file.uint32(at + 4));
            at += 8;
            for (; count > 0; count--) {
                long item = number(at, idSize);
                at += idSize;
                List<Integer> indexes = new ArrayList<>();
                for (int left = file.at(at++); left > 0; left--) {
                    indexes.add(wide ? file.uint16(at) & 0x7fff : file.at(at) & 0x7f);
                    at += wide ? 2 : 1;
                }
                associations.put(item, indexes);
            }
        }
    }
}
