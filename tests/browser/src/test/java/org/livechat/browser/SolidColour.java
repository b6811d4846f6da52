package org.livechat.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a fake camera sees: one colour that nobody else has. */
enum SolidColour {
    RED(200, 40, 40),
    GREEN(40, 160, 60),
    BLUE(50, 70, 200),
    YELLOW(220, 200, 40);

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    /** Encoding, chroma subsampling and colour ranges move a colour, but not this far. */
    private static final double NEAR = 60;

    private final int red;
    private final int green;
    private final int blue;

    SolidColour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Whether a measured colour is this one. */
    boolean isLike(List<Double> rgb) {
        return Math.sqrt(square(rgb.get(0) - red) + square(rgb.get(1) - green) + square(rgb.get(2) - blue)) < NEAR;
    }

    /** As style sheets write it. */
    String css() {
        return "rgb(%d, %d, %d)".formatted(red, green, blue);
    }

    /** Writes one second of it as YUV4MPEG2, 4:2:0. */
    Path writeY4m(Path folder, int frames) throws IOException {
        Path file = folder.resolve(name() + ".y4m");
        byte[] luma = new byte[WIDTH * HEIGHT];
        byte[] blueDifference = new byte[WIDTH * HEIGHT / 4];
        byte[] redDifference = new byte[WIDTH * HEIGHT / 4];
        // ITU-R BT.601, studio range
        Arrays.fill(luma, (byte) Math.round(16 + 0.257 * red + 0.504 * green + 0.098 * blue));
        Arrays.fill(blueDifference, (byte) Math.round(128 - 0.148 * red - 0.291 * green + 0.439 * blue));
        Arrays.fill(redDifference, (byte) Math.round(128 + 0.439 * red - 0.368 * green - 0.071 * blue));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F" + frames + ":1 Ip A1:1 C420jpeg\n"));
            for (int frame = 0; frame < frames; frame++) {
                out.write(ascii("FRAME\n"));
                out.write(luma);
                out.write(blueDifference);
                out.write(redDifference);
            }
        }
        return file;
    }

    private static double square(double value) {
        return value * value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
