package org.livechat.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PortSettings;

/** The transport of Linux: many datagrams a system call (recvmmsg, sendmmsg) over a socket of its own. */
public final class LinuxTransport implements DatagramTransport {
    /** Those whose system call numbers, structures and constants are the ones written here. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    /** For the service loader. */
    public LinuxTransport() {}

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public Optional<String> obstacle() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("this is " + system + ", not Linux");
        }
        if (!ARCHITECTURES.contains(architecture)) {
            return Optional.of("the processor is " + architecture + ", not amd64 or aarch64");
        }
        if (!LinuxTransport.class.getModule().isNativeAccessEnabled()) {
            return Optional.of("the JVM needs --enable-native-access=org.livechat.transport");
        }
        return Libc.obstacle();
    }

    @Override
    public boolean canShare() {
        return true;
    }

    @Override
    public boolean limitUnsent(InetSocketAddress listening, int bytes) throws IOException {
        return UnsentLimit.set(listening, bytes);
    }

    @Override
    public DatagramPort open(PortSettings settings) throws IOException {
        return LinuxDatagramPort.open(settings);
    }
}
