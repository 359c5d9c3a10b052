package dev.broadsheet.media.worker.pixels;

import java.util.Arrays;

/**
 * The weights of a resampling along one axis: cells of the source for each cell of the target. The filter is
 * Catmull-Rom, stretched by the scale, so that nothing aliases.
 *
 * @param first the first source cell of each target cell
 * @param weights the weights of it and of those behind it; their sum is 1
 */
record Kernel(int[] first, float[][] weights) {

    private static final double RADIUS = 2;

    /**
     * @param cells the number of source cells
     * @param from where the target begins, in source cells
     * @param length how much of the source the target shows, in source cells
     */
    static Kernel of(int cells, double from, double length, int targets) {
        int[] first = new int[targets];
        float[][] weights = new float[targets][];
        double scale = length / targets;
        double stretch = Math.max(1, scale);
        for (int i = 0; i < targets; i++) {
            double centre = from + (i + 0.5) * scale - 0.5;
            int low = Math.max(0, Math.min(cells - 1, (int) Math.ceil(centre - RADIUS * stretch)));
            int high = Math.max(low, Math.min(cells - 1, (int) Math.floor(centre + RADIUS * stretch)));
            double[] row = new double[high - low + 1];
            for (int k = 0; k < row.length; k++) {
                row[k] = catmullRom((low + k - centre) / stretch);
            }
            double sum = Arrays.stream(row).sum();
            if (Math.abs(sum) < 1e-6) {
                Arrays.fill(row, 1);
                sum = row.length;
            }
            int begin = 0;
            int end = row.length;
            while (begin < end - 1 && Math.abs(row[begin] / sum) < 1e-5) {
                begin++;
            }
            while (end > begin + 1 && Math.abs(row[end - 1] / sum) < 1e-5) {
                end--;
            }
            first[i] = low + begin;
            weights[i] = new float[end - begin];
            for (int k = begin; k < end; k++) {
                weights[i][k - begin] = (float) (row[k] / sum);
            }
        }
        return new Kernel(first, weights);
    }

    int last(int target) {
        return first[target] + weights[target].length - 1;
    }

    int longest() {
        return Arrays.stream(weights).mapToInt(row -> row.length).max().orElse(1);
    }

    private static double catmullRom(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < RADIUS ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
