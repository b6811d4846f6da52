package org.livechat.admin.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Every object that is in use, with all that is in it: secrets, keys, voices. The process stands still meanwhile. */
final class HeapDump {
    /** An object has a longer header in a file than in memory, and its references may be longer too. */
    private static final int FILE_TO_MEMORY = 2;

    private static final long LEAST_BYTES = 32L << 20;

    private HeapDump() {}

    /** What one may take now. */
    static long mostBytes() {
        return LEAST_BYTES
                + FILE_TO_MEMORY
                        * ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed();
    }

    /** @param file is not there yet, and its name ends with {@code .hprof} */
    static void write(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }
}
