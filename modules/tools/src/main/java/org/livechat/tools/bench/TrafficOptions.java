package org.livechat.tools.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.tools.CommandFailed;
import picocli.CommandLine.Option;

/** What is sent, and how long it is measured. */
final class TrafficOptions {
    private static final int MOST_PAYLOAD_BYTES = 1200;

    @Option(names = "--size", paramLabel = "BYTES", description = "Payload of a packet (160).")
    int size = 160;

    @Option(names = "--rate", paramLabel = "N", description = "Packets a second of each talker (50).")
    int rate = 50;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Packets of a frame, sent one behind the other; the rate stays (1).")
    int burst = 1;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a round is measured (10).")
    int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before each round that do not count (3).")
    int warmUp = 3;

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

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    Duration time() {
        return Duration.ofSeconds(seconds);
    }

    void check() {
        require("--size", size, Stamp.LEAST_PAYLOAD_BYTES, MOST_PAYLOAD_BYTES);
        require("--rate", rate, 1, 1_000_000);
        require("--burst", burst, 1, 64);
        require("--seconds", seconds, 1, 3600);
        require("--warm-up", warmUp, 0, 3600);
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
