package org.livechat.netlab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scene and the bad network of one of its people, as it is written: {@code down:loss=5+burst=5} is a bad way to a listener,
 * {@code up:} one from the talker, {@code conference:} one to a member of a conference that becomes good halfway;
 * {@code clean} has none. A delay is of both directions in all of them, and so are halves of a round trip ({@code rtt}).
 *
 * @param name as written
 * @param scene who is there and whose network it is
 * @param outward of that person's browser
 * @param inward to it
 */
record Case(String name, Scene scene, Impairment outward, Impairment inward) {
    /** Who is there, and whose network is bad. */
    enum Scene {
        DOWN,
        UP,
        CONFERENCE
    }

    private static final List<String> BAD = List.of(
            "loss=2", "loss=5", "loss=10", "loss=20", "loss=30", "loss=5+burst=5", "rate=300", "rtt=200", "jitter=30");
    private static final int DEFAULT_QUEUE_MILLIS = 300;

    /** Those of a list with commas; {@code down}, {@code up}, {@code conference} and {@code all} stand for many. */
    static List<Case> parseAll(String list) {
        return Stream.of(list.split(",", -1))
                .flatMap(Case::expanded)
                .map(Case::parse)
                .toList();
    }

    private static Stream<String> expanded(String name) {
        return switch (name) {
            case "all" -> Stream.of("down", "up", "conference").flatMap(Case::expanded);
            case "down" -> Stream.concat(Stream.of("clean"), BAD.stream().map(bad -> "down:" + bad));
            case "up" -> BAD.stream().map(bad -> "up:" + bad);
            case "conference" -> Stream.of("conference:rate=300");
            default -> Stream.of(name);
        };
    }

    static Case parse(String name) {
        if (name.equals("clean")) {
            return new Case(name, Scene.DOWN, Impairment.NONE, Impairment.NONE);
        }
        String[] parts = name.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(name + " is no case; one looks like down:loss=5+burst=5");
        }
        Impairment bad = Impairment.NONE;
        Impairment back = Impairment.NONE;
        int queueMillis = DEFAULT_QUEUE_MILLIS;
        for (String setting : parts[1].split("\\+", -1)) {
            String[] keyAndValue = setting.split("=", -1);
            double value = keyAndValue.length == 2 ? Double.parseDouble(keyAndValue[1]) : Double.NaN;
            switch (keyAndValue[0]) {
                case "loss" -> bad = bad.withLoss(value / 100, bad.burst());
                case "burst" -> bad = bad.withLoss(bad.loss(), value);
                case "reordered" -> bad = bad.withReordered(value / 100);
                case "jitter" -> bad = bad.withJitter(millis(value));
                case "queue" -> queueMillis = (int) value;
                case "rate" -> bad = bad.withRate((long) (1000 * value), Integer.MAX_VALUE);
                case "delay", "rtt" -> {
                    Duration delay = millis(keyAndValue[0].equals("rtt") ? value / 2 : value);
                    bad = bad.withDelay(delay);
                    back = back.withDelay(delay);
                }
                default ->
                    throw new IllegalArgumentException(name + ": " + setting
                            + " is not known; there are loss, burst, reordered (percent, packets, percent), jitter, delay,"
                            + " rtt, queue (ms) and rate (kbit/s)");
            }
        }
        if (bad.bitsPerSecond() > 0) {
            bad = bad.withRate(bad.bitsPerSecond(), (int)
                    Math.max(ImpairedLink.LARGEST_PACKET, bad.bitsPerSecond() * queueMillis / 8000));
        }
        Scene scene = switch (parts[0]) {
            case "down" -> Scene.DOWN;
            case "up" -> Scene.UP;
            case "conference" -> Scene.CONFERENCE;
            default -> throw new IllegalArgumentException(name + " begins with none of down:, up:, conference:");
        };
        return scene == Scene.UP ? new Case(name, scene, bad, back) : new Case(name, scene, back, bad);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }
}
