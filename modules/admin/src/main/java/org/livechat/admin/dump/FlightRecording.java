package org.livechat.admin.dump;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the JDK's flight recorder sees of the process in a while: where time goes, who waits, allocations, collections, exceptions. */
final class FlightRecording {
    private static final Logger log = LoggerFactory.getLogger(FlightRecording.class);

    /** Old parts are let go when there is more. */
    private static final long MOST_BYTES = 64L << 20;
    /** The recorder lets go of whole parts, of 12 MB. */
    static final long MOST_BYTES_OF_FILE = 96L << 20;

    private static final String SETTINGS = "profile";

    /** What shows secrets: the environment, the command line, those of other processes of the machine. */
    private static final List<String> LEFT_OUT = List.of(
            "jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.JVMInformation", "jdk.SystemProcess");

    private FlightRecording() {}

    /**
     * Records, and writes what was recorded.
     *
     * @param file is there, and is written over
     * @param end ends the recording earlier
     */
    static void write(Path file, Duration length, CountDownLatch end) throws IOException {
        try (Recording recording = new Recording(Configuration.getConfiguration(SETTINGS))) {
            LEFT_OUT.forEach(recording::disable);
            recording.setName("livechat");
            recording.setMaxSize(MOST_BYTES);
            recording.start();
            boolean isEarly = end.await(length.toNanos(), TimeUnit.NANOSECONDS);
            log.debug("The flight recording is over{}", isEarly ? ", early" : "");
            recording.stop();
            recording.dump(file);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the flight recording was interrupted");
        } catch (ParseException e) {
            throw new IOException("the settings '%s' of the flight recorder are unreadable".formatted(SETTINGS), e);
        }
    }
}
