package dev.broadsheet.media.worker.pixels;

import java.util.Arrays;

/**
 * Scales a picture whose rows arrive one after the other, so that the source never is in memory as a whole. Give it all
 * rows from the top; those behind the region may be left out.
 *
 * <p>Works in two steps, as libvips does: squares of whole pixels are averaged first, down to at least twice the target,
 * then a filter does the rest. The first step is cheap, the second good. Both add light, not samples, and colours are
 * weighted with their opacity.
 */
public final class Scaler {

    private final int width;
    private final int height;
    private final Layout layout;
    private final float[] light;
    private final int bands;

    /** The side of the squares. */
    private final int box;

    private final int cells;
    private final float[] square;
    private int rowsInSquare;
    private int row;

    private final Kernel across;
    private final Kernel down;
    private final float[][] ring;
    private final float[] line;
    private final int firstCellRow;
    private int targetRow;

    private final Pixels target;

    public Scaler(Size source, Region region, Size size, Layout layout) {
        this.width = source.width();
        this.height = source.height();
        this.layout = layout;
        this.light = Light.table(layout);
        this.bands = layout.bands();
        double scale = Math.min(region.width() / size.width(), region.height() / size.height());
        this.box = Math.max(1, (int) (scale / 2));
        this.cells = (width + box - 1) / box;
        this.square = new float[cells * bands];
        this.across = Kernel.of(cells, region.left() / box, region.width() / box, size.width());
        this.down = Kernel.of((height + box - 1) / box, region.top() / box, region.height() / box, size.height());
        this.ring = new float[down.longest() + 1][size.width() * bands];
        this.line = new float[size.width() * bands];
        this.firstCellRow = down.first()[0];
        this.target = new Pixels(size.width(), size.height(), layout);
    }

    /** Takes the next row. */
    public void row(byte[] samples, int offset) {
        if (row >= height) {
            throw new IllegalStateException("more rows than " + height);
        }
        int cellRow = row / box;
        if (targetRow < target.height() && cellRow >= firstCellRow) {
            if (layout.alpha()) {
                addWithAlpha(samples, offset);
            } else if (box == 1) {
                for (int i = 0; i < square.length; i++) {
                    square[i] = light[samples[offset + i] & 255];
                }
            } else if (bands == 3) {
                addRgb(samples, offset);
            } else {
                add(samples, offset);
            }
            rowsInSquare++;
            if (rowsInSquare == box || row == height - 1) {
                finishSquares(cellRow);
            }
        }
        row++;
    }

    /** The result. If the last rows are missing, as in a truncated file, the last one that came fills their place. */
    public Pixels pixels() {
        if (rowsInSquare > 0) {
            finishSquares((row - 1) / box);
        }
        for (int cellRow = Math.max((row + box - 1) / box, firstCellRow); targetRow < target.height(); cellRow++) {
            System.arraycopy(
                    ring[Math.max(0, cellRow - 1) % ring.length], 0, ring[cellRow % ring.length], 0, line.length);
            emit(cellRow);
        }
        return target;
    }

    private void add(byte[] samples, int offset) {
        for (int x = 0, from = offset; x < width; x++) {
            int to = x / box * bands;
            for (int band = 0; band < bands; band++) {
                square[to++] += light[samples[from++] & 255];
            }
        }
    }

    private void addRgb(byte[] samples, int offset) {
        int from = offset;
        for (int cell = 0; cell < cells; cell++) {
            int end = offset + Math.min(width, (cell + 1) * box) * 3;
            float red = 0;
            float green = 0;
            float blue = 0;
            while (from < end) {
                red += light[samples[from] & 255];
                green += light[samples[from + 1] & 255];
                blue += light[samples[from + 2] & 255];
                from += 3;
            }
            square[3 * cell] += red;
            square[3 * cell + 1] += green;
            square[3 * cell + 2] += blue;
        }
    }

    private void addWithAlpha(byte[] samples, int offset) {
        int from = offset;
        for (int cell = 0; cell < cells; cell++) {
            int end = offset + Math.min(width, (cell + 1) * box) * 4;
            int to = 4 * cell;
            float red = 0;
            float green = 0;
            float blue = 0;
            float opacity = 0;
            while (from < end) {
                float alpha = (samples[from + 3] & 255) * (1 / 255f);
                red += light[samples[from] & 255] * alpha;
                green += light[samples[from + 1] & 255] * alpha;
                blue += light[samples[from + 2] & 255] * alpha;
                opacity += alpha;
                from += 4;
            }
            square[to] += red;
            square[to + 1] += green;
            square[to + 2] += blue;
            square[to + 3] += opacity;
        }
    }

    private void finishSquares(int cellRow) {
        if (box > 1) {
            average(0, cells - 1, 1f / (rowsInSquare * box));
            average(cells - 1, cells, 1f / (rowsInSquare * (width - (cells - 1) * box)));
        }
        filterAcross(ring[cellRow % ring.length]);
        Arrays.fill(square, 0);
        rowsInSquare = 0;
        emit(cellRow);
    }

    private void average(int from, int to, float factor) {
        for (int i = from * bands; i < to * bands; i++) {
            square[i] *= factor;
        }
    }

    private void filterAcross(float[] to) {
        int[] firsts = across.first();
        for (int x = 0, out = 0; x < firsts.length; x++) {
            float[] weights = across.weights()[x];
            int from = firsts[x] * bands;
            if (bands == 3) {
                float red = 0;
                float green = 0;
                float blue = 0;
                for (float weight : weights) {
                    red += weight * square[from];
                    green += weight * square[from + 1];
                    blue += weight * square[from + 2];
                    from += 3;
                }
                to[out] = red;
                to[out + 1] = green;
                to[out + 2] = blue;
            } else {
                for (int band = 0; band < bands; band++) {
                    float sum = 0;
                    for (int k = 0; k < weights.length; k++) {
                        sum += weights[k] * square[from + k * bands + band];
                    }
                    to[out + band] = sum;
                }
            }
            out += bands;
        }
    }

    /** Writes the target rows for which this is the last row of cells. */
    private void emit(int cellRow) {
        while (targetRow < target.height() && down.last(targetRow) <= cellRow) {
            Arrays.fill(line, 0);
            float[] weights = down.weights()[targetRow];
            for (int k = 0; k < weights.length; k++) {
                addWeighted(ring[(down.first()[targetRow] + k) % ring.length], weights[k]);
            }
            quantize(targetRow * target.stride());
            targetRow++;
        }
    }

    private void addWeighted(float[] from, float weight) {
        for (int i = 0; i < line.length; i++) {
            line[i] += weight * from[i];
        }
    }

    private void quantize(int to) {
        byte[] samples = target.samples();
        if (layout.alpha()) {
            for (int i = 0; i < line.length; i += 4) {
                float alpha = line[i + 3];
                float factor = alpha > 0.001f ? 1 / alpha : 0;
                samples[to + i] = Light.sample(line[i] * factor);
                samples[to + i + 1] = Light.sample(line[i + 1] * factor);
                samples[to + i + 2] = Light.sample(line[i + 2] * factor);
                samples[to + i + 3] = Light.plainSample(alpha);
            }
        } else if (layout.light()) {
            for (int i = 0; i < line.length; i++) {
                samples[to + i] = Light.sample(line[i]);
            }
        } else {
            for (int i = 0; i < line.length; i++) {
                samples[to + i] = Light.plainSample(line[i]);
            }
        }
    }
}
