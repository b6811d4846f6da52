package org.livechat.tools.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.tools.CommandFailed;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What is sent, and how long it is measured. */
final class TrafficOptions {
    private static final int MOST_PAYLOAD_BYTES = 1200;

    @Option(names = "--size", paramLabel = "BYTES", description = "Payload of a packet (160).")
    int size = 160;

    @Option(
            names = "--rate",
            paramLabel = "N|max",
            description = "Packets a second of each talker (50). max: look for the rate at which packets are lost, and "
                    + "measure at 25, 50 and 75 %% of it.")
    private String rate = "50";

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Packets of a frame, sent one behind the other; the rate stays (1).")
    int burst = 1;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a round is measured (10).")
    int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before each round that do not count (3).")
    int warmUp = 3;

    @Option(
            names = "--preheat",
            paramLabel = "N",
            description =
                    "Seconds of traffic through the server before the first round, in which its code is compiled (0).")
    int preheat;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds; medians are reported (1; with a yardstick 5).")
    private @Nullable Integer rounds;

    @Option(
            names = "--yardstick",
            paramLabel = "PATH",
            description = "The C program of bench/native: rounds alternate with it, and a ratio is reported.")
    private @Nullable Path yardstick;

    @Option(names = "--yardstick-gso", description = "Let the yardstick send bursts with UDP_SEGMENT.")
    boolean yardstickGso;

    int rounds() {
        return Optional.ofNullable(rounds).orElse(yardstick == null ? 1 : 5);
    }

    Optional<Path> yardstick() {
        return Optional.ofNullable(yardstick);
    }

    boolean isSaturating() {
        return rate.equals("max");
    }

    int rate() {
        try {
            return Integer.parseInt(rate);
        } catch (NumberFormatException _) {
            throw CommandFailed.wrongUsage("--rate is a number or max, not " + rate);
        }
    }

    /** Others than those of the command line. */
    void defaults(int newSize, int newRate, int newBurst) {
        size = newSize;
        rate = Integer.toString(newRate);
        burst = newBurst;
    }

    boolean set(String parameter, int value) {
        switch (parameter) {
            case "size" -> size = value;
            case "rate" -> rate = Integer.toString(value);
            case "burst" -> burst = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    void describe(ObjectNode parameters) {
        parameters
                .put("size", size)
                .put("rate", rate)
                .put("burst", burst)
                .put("seconds", seconds)
                .put("preheat", preheat)
                .put("warm_up", warmUp)
                .put("rounds", rounds());
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    Duration preheat() {
        return Duration.ofSeconds(preheat);
    }

    Duration time() {
        return Duration.ofSeconds(seconds);
    }

    void check() {
        require("--size", size, Stamp.LEAST_PAYLOAD_BYTES, MOST_PAYLOAD_BYTES);
        if (!isSaturating()) {
            require("--rate", rate(), 1, 1_000_000);
        } else if (yardstick != null) {
            throw CommandFailed.wrongUsage("--rate max and --yardstick do not go together");
        } else if (preheat > 0) {
            throw CommandFailed.wrongUsage("--rate max needs no --preheat: the search for that rate is one");
        }
        require("--burst", burst, 1, 64);
        require("--seconds", seconds, 1, 3600);
        require("--warm-up", warmUp, 0, 3600);
        require("--preheat", preheat, 0, 3600);
        require("--rounds", rounds(), 1, 1000);
        if (yardstick != null && !Files.isExecutable(yardstick)) {
            throw CommandFailed.wrongUsage(
                    "--yardstick " + yardstick + ": no such program; bench/native/build makes it");
        }
    }

    static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw CommandFailed.wrongUsage(option + " is " + least + " to " + most + ", not " + value);
        }
    }
}
