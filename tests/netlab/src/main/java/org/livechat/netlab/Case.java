package org.livechat.netlab;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Set<String> KEYS =
            Set.of("loss", "burst", "reordered", "jitter", "delay", "rtt", "rate", "queue");
    private static final double QUEUE_MILLIS = 300;

    /** How many results it has: its network may change in the middle. */
    int phases() {
        return scene == Scene.CONFERENCE ? 2 : 1;
    }

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
        Scene scene = switch (parts[0]) {
            case "down" -> Scene.DOWN;
            case "up" -> Scene.UP;
            case "conference" -> Scene.CONFERENCE;
            default -> throw new IllegalArgumentException(name + " begins with none of down:, up:, conference:");
        };
        Map<String, Double> settings = new LinkedHashMap<>();
        for (String setting : parts[1].split("\\+", -1)) {
            String[] keyAndValue = setting.split("=", -1);
            if (keyAndValue.length != 2 || !KEYS.contains(keyAndValue[0])) {
                throw new IllegalArgumentException(name + ": " + setting
                        + " is none of loss=%, burst=packets, reordered=%, jitter=ms, delay=ms, rtt=ms,"
                        + " rate=kbit/s, queue=ms");
            }
            settings.put(keyAndValue[0], Double.parseDouble(keyAndValue[1]));
        }
        Impairment bad = bad(settings);
        Impairment back = Impairment.NONE.withDelay(bad.delay());
        return scene == Scene.UP ? new Case(name, scene, bad, back) : new Case(name, scene, back, bad);
    }

    private static Impairment bad(Map<String, Double> settings) {
        double rate = 1000 * settings.getOrDefault("rate", 0.0);
        double queueSeconds = settings.getOrDefault("queue", QUEUE_MILLIS) / 1000;
        return new Impairment(
                settings.getOrDefault("loss", 0.0) / 100,
                settings.getOrDefault("burst", 1.0),
                millis(settings.getOrDefault("delay", settings.getOrDefault("rtt", 0.0) / 2)),
                millis(settings.getOrDefault("jitter", 0.0)),
                settings.getOrDefault("reordered", 0.0) / 100,
                Math.round(rate),
                (int) Math.max(ImpairedLink.LARGEST_PACKET, rate * queueSeconds / 8));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }
}
