package org.livechat.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.livechat.tools.CommandFailed;
import tools.jackson.databind.JsonNode;

/** Draws a sweep as SVG: CPU a delivered packet above, latency below. */
final class SweepPlot {
    private static final int WIDTH = 720;
    private static final int PANEL = 260;
    private static final int LEFT = 90;
    private static final int RIGHT = 150;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int GRID_LINES = 4;

    private final StringBuilder svg = new StringBuilder(8192);
    private final JsonNode result;
    private final List<Integer> values = new ArrayList<>();

    /** One line of a panel. */
    private record Curve(String label, String colour, String key) {}

    private SweepPlot(JsonNode result) {
        this.result = result;
        result.get("points").forEach(point -> values.add(point.get("value").asInt()));
    }

    static void write(JsonNode result, Path file) {
        try {
            Files.writeString(file, new SweepPlot(result).draw());
        } catch (IOException e) {
            throw CommandFailed.wrongUsage("--plot " + file + " cannot be written: " + e.getMessage());
        }
    }

    private String draw() {
        int height = 2 * (PANEL + TOP + BOTTOM);
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height,
                WIDTH,
                height));
        add(String.format(Locale.ROOT, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>"));
        panel(
                TOP,
                "CPU ns a delivered packet",
                List.of(
                        new Curve("server", "#1f5fa8", "cpu_ns_per_delivered"),
                        new Curve("yardstick in C", "#888888", "yardstick_cpu_ns_per_delivered")));
        panel(
                2 * TOP + PANEL + BOTTOM,
                "latency in us",
                List.of(new Curve("p99", "#b3412e", "latency_p99_us"), new Curve("p50", "#2e8b57", "latency_p50_us")));
        add("</svg>");
        return svg.toString();
    }

    private void panel(int top, String title, List<Curve> curves) {
        double highest = 0;
        for (Curve curve : curves) {
            for (JsonNode point : result.get("points")) {
                highest = Math.max(highest, value(point, curve));
            }
        }
        double scale = highest == 0 ? 1 : highest * 1.1;
        add(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", LEFT, top - 14, title));
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = top + PANEL - (double) PANEL * i / GRID_LINES;
            add(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>", LEFT, y, WIDTH - RIGHT));
            add(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>",
                    LEFT - 8,
                    y + 4,
                    scale * i / GRID_LINES));
        }
        for (int value : values) {
            add(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                    x(value),
                    top + PANEL + 18,
                    value));
        }
        add(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                top + PANEL + 38,
                result.get("sweep").asString()));
        int line = 0;
        for (Curve curve : curves) {
            curve(curve, top, scale, line++);
        }
    }

    private void curve(Curve curve, int top, double scale, int line) {
        StringBuilder path = new StringBuilder();
        for (JsonNode point : result.get("points")) {
            if (point.get("summary").has(curve.key())) {
                double y = top + PANEL - PANEL * value(point, curve) / scale;
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        path.isEmpty() ? "M" : "L",
                        x(point.get("value").asInt()),
                        y));
            }
        }
        if (!path.isEmpty()) {
            add(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                    path,
                    curve.colour()));
            add(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                    WIDTH - RIGHT + 12,
                    top + 14 + 18 * line,
                    curve.colour(),
                    curve.label()));
        }
    }

    private static double value(JsonNode point, Curve curve) {
        JsonNode value = point.get("summary").get(curve.key());
        return value == null ? 0 : value.asDouble();
    }

    private double x(int value) {
        int least = values.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = values.stream().mapToInt(Integer::intValue).max().orElse(1);
        double share = most == least ? 0.5 : (double) (value - least) / (most - least);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
