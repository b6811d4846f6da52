package org.livechat.netlab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fake camera sees, which repeats itself without a jump: a street of blocks that passes by, and grain, which takes as many bits
 * as an encoder is given; or a face that sways and talks before a wall, which takes few.
 */
record MovingPicture(int width, int height, int framesPerSecond, boolean isFace) {
    private static final Pattern FORM = Pattern.compile("(\\d+)x(\\d+)@(\\d+)(:face)?");
    private static final int SECONDS = 2;
    private static final int BLOCK = 16;
    private static final int GRAIN = 10;
    private static final int DARKEST = 40;
    private static final int SPAN = 160;

    private static final int FINE_GRAIN = 2;
    private static final int SKIN = 170;
    private static final int MOUTH = 60;
    /** In a repetition. */
    private static final int SYLLABLES = 7;

    MovingPicture(int width, int height, int framesPerSecond) {
        this(width, height, framesPerSecond, false);
    }

    /** As in 640x360@30, or 640x360@30:face. */
    static MovingPicture parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no picture; one looks like 640x360@30, or 640x360@30:face");
        }
        return new MovingPicture(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) != null);
    }

    /** Writes it as YUV4MPEG2, 4:2:0. */
    Path writeY4m(Path folder) throws IOException {
        Path file = folder.resolve("picture.y4m");
        SplittableRandom random = new SplittableRandom(1);
        int[] near = blocks(random);
        int[] far = blocks(random);
        int frames = SECONDS * framesPerSecond;
        byte[] luma = new byte[width * height];
        byte[] chroma = new byte[width * height / 4];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(ascii("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n".formatted(width, height, framesPerSecond)));
            for (int frame = 0; frame < frames; frame++) {
                if (isFace) {
                    drawFace(luma, 2 * Math.PI * frame / frames, random);
                    Arrays.fill(chroma, (byte) 128);
                } else {
                    drawStreet(luma, near, far, width * frame / frames, random);
                    for (int i = 0; i < chroma.length; i++) {
                        chroma[i] = (byte) (128 + near[(4 * i + width * frame / frames) % near.length] / 4 - 30);
                    }
                }
                out.write(ascii("FRAME\n"));
                out.write(luma);
                out.write(chroma);
                out.write(chroma);
            }
        }
        return file;
    }

    private void drawStreet(byte[] luma, int[] near, int[] far, int passed, SplittableRandom random) {
        for (int y = 0; y < height; y++) {
            boolean isNear = (y / (2 * BLOCK)) % 2 == 0;
            for (int x = 0; x < width; x++) {
                int from = (x + (isNear ? passed : width - passed)) % width;
                int grain = random.nextInt(2 * GRAIN) - GRAIN;
                luma[y * width + x] = (byte) ((isNear ? near : far)[y * width + from] + grain);
            }
        }
    }

    /** @param phase of the repetition, 0 to 2 pi */
    private void drawFace(byte[] luma, double phase, SplittableRandom random) {
        double middle = width * (0.5 + 0.03 * Math.sin(phase));
        double open = 0.02 + 0.03 * (1 + Math.sin(SYLLABLES * phase)) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double across = (x - middle) / height;
                double down = (double) y / height - 0.5;
                int shade = DARKEST + SPAN * x / (2 * width); // a wall that the light falls on from one side
                if (square(across / 0.28) + square(down / 0.4) < 1) {
                    shade = SKIN - (int) (80 * square(across / 0.28));
                }
                if (square(across / 0.1) + square((down - 0.2) / open) < 1) {
                    shade = MOUTH;
                }
                luma[y * width + x] = (byte) (shade + random.nextInt(2 * FINE_GRAIN) - FINE_GRAIN);
            }
        }
    }

    private static double square(double value) {
        return value * value;
    }

    private int[] blocks(SplittableRandom random) {
        int[] picture = new int[width * height];
        int columns = width / BLOCK + 1;
        int[] shades = random.ints((long) columns * (height / BLOCK + 1), DARKEST, DARKEST + SPAN)
                .toArray();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture[y * width + x] = shades[y / BLOCK * columns + x / BLOCK];
            }
        }
        return picture;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
