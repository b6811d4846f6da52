package org.livechat.netlab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fake camera sees: a street of blocks that passes by, and grain. It takes as many bits as an encoder is given, and
 * repeats itself without a jump.
 */
record MovingPicture(int width, int height, int framesPerSecond) {
    private static final Pattern FORM = Pattern.compile("(\\d+)x(\\d+)@(\\d+)");
    private static final int SECONDS = 2;
    private static final int BLOCK = 16;
    private static final int GRAIN = 10;
    private static final int DARKEST = 40;
    private static final int SPAN = 160;

    /** As in 640x360@30. */
    static MovingPicture parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no picture; one looks like 640x360@30");
        }
        return new MovingPicture(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
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
                int passed = width * frame / frames;
                for (int y = 0; y < height; y++) {
                    boolean isNear = (y / (2 * BLOCK)) % 2 == 0;
                    for (int x = 0; x < width; x++) {
                        int from = (x + (isNear ? passed : width - passed)) % width;
                        int grain = random.nextInt(2 * GRAIN) - GRAIN;
                        luma[y * width + x] = (byte) ((isNear ? near : far)[y * width + from] + grain);
                    }
                }
                for (int i = 0; i < chroma.length; i++) {
                    chroma[i] = (byte) (128 + near[(4 * i + passed) % near.length] / 4 - 30);
                }
                out.write(ascii("FRAME\n"));
                out.write(luma);
                out.write(chroma);
                out.write(chroma);
            }
        }
        return file;
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
