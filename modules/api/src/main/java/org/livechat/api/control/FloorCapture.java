package org.livechat.api.control;

import java.nio.file.Path;
import java.util.Optional;
import org.livechat.api.part.PartFailed;

/**
 * Writes down what floors are asked and decide, for a fault report: the file can be asked again elsewhere ({@code lcserver replay}). Has
 * ids of users and channels in it, priorities and times, and neither media nor messages nor tokens. May be called from any thread.
 *
 * @since 1
 */
public interface FloorCapture {
    /**
     * A capture.
     *
     * @param file where it is on the server's machine
     * @param inputs how often floors were asked
     * @param bytes the file's length
     * @param running whether it goes on
     * @param end why it does not
     */
    record Status(Path file, long inputs, long bytes, boolean running, Optional<String> end) {}

    /**
     * Begins one.
     *
     * @throws PartFailed when one runs, or there is no room
     */
    Status begin();

    /**
     * Ends the one that runs; returns when it is written.
     *
     * @throws PartFailed when none runs
     */
    Status end();

    /** The one that runs, or the latest; empty before the first. */
    Optional<Status> status();

    /** Of a server that can capture nothing. */
    static FloorCapture none() {
        return new FloorCapture() {
            @Override
            public Status begin() {
                throw new PartFailed("this server cannot capture what its floors decide");
            }

            @Override
            public Status end() {
                throw new PartFailed("no capture runs");
            }

            @Override
            public Optional<Status> status() {
                return Optional.empty();
            }
        };
    }
}
