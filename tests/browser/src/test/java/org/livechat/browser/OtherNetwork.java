package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network namespace with a server in it, and three roads there from this one: one that stays, and two that come and go as networks do
 * that a laptop or a phone is in. The server's addresses are beyond all of them. Of addresses for benchmarks (RFC 2544, RFC 5180); needs
 * root, and a network of its own.
 */
final class OtherNetwork implements AutoCloseable {
    static final String SERVER = "198.18.100.1";
    static final String SERVER_IPV6 = "2001:2:0:100::1";

    private static final Pattern UNSENT = Pattern.compile("notsent:(\\d+)");

    /** This side of the road that stays. */
    static final String STEADY = "198.18.30.1";

    /** A road that clients move on. */
    enum Road {
        FIRST("first", "198.18.10.1", "198.18.10.2", SERVER),
        SECOND("second", "198.18.20.1", "198.18.20.2", SERVER),
        IPV6("sixth", "2001:2:0:10::1", "2001:2:0:10::2", SERVER_IPV6);

        private final String device;
        private final String here;
        private final String there;
        private final String server;

        Road(String device, String here, String there, String server) {
            this.device = device;
            this.here = here;
            this.there = there;
            this.server = server;
        }

        /** The address of this side. */
        String here() {
            return here;
        }
    }

    private final Process keeper;

    private OtherNetwork(Process keeper) {
        this.keeper = keeper;
    }

    static OtherNetwork make() throws IOException {
        Process keeper = new ProcessBuilder("unshare", "--net", "cat").start();
        var network = new OtherNetwork(keeper);
        // it is there once it has answered
        keeper.outputWriter().append("ready\n").flush();
        assertThat(keeper.inputReader().readLine()).isEqualTo("ready");
        network.there(
                "ip link set lo up",
                "ip address add " + SERVER + "/32 dev lo",
                "ip address add " + SERVER_IPV6 + "/128 dev lo nodad");
        network.link("steady", STEADY, "198.18.30.2");
        for (Road road : Road.values()) {
            network.link(road.device, road.here, road.there);
            here("ip link set " + road.device + " down");
        }
        here("ip rule add from " + STEADY + " table 30", "ip route add default via 198.18.30.2 table 30");
        return network;
    }

    /** Runs a command in it. */
    List<String> inside() {
        return List.of("nsenter", "--target", Long.toString(keeper.pid()), "--net");
    }

    List<String> addresses() {
        return List.of(SERVER, SERVER_IPV6);
    }

    /** Lets browsers use none of the road that stays, on which one port alone sends UDP. */
    void keepToItself(int port) throws IOException {
        here(
                "nft add table ip livechat",
                "nft flush table ip livechat",
                "nft add chain ip livechat out { type filter hook output priority 0 ; }",
                "nft add rule ip livechat out ip saddr " + STEADY + " udp sport != " + port + " drop");
    }

    /** As {@link #keepToItself(int)}, and lets nobody use TCP to a port of the server on it. */
    void keepToItself(int port, int serverPort) throws IOException {
        keepToItself(port);
        here("nft add rule ip livechat out ip saddr " + STEADY + " tcp dport " + serverPort + " drop");
    }

    /** From now on there is a way on this road. */
    void open(Road road) throws IOException {
        here("ip link set " + road.device + " up");
        if (road.here.contains(":")) {
            here("ip address replace " + road.here + "/64 dev " + road.device + " nodad");
        }
        here("ip route add " + road.server + " via " + road.there + " dev " + road.device);
    }

    /** The network is left: the road has no address any more, and so no route. */
    void leave(Road road) throws IOException {
        here("ip link set " + road.device + " down");
    }

    /** From now on the road carries nothing either way, and nobody is told: its addresses and routes stay. */
    void mute(Road road) throws IOException {
        String[] commands = {
            "nft add table inet mute",
            "nft add chain inet mute in { type filter hook input priority 0 ; }",
            "nft add rule inet mute in iifname " + road.device + " meta l4proto { tcp, udp } drop"
        };
        here(commands);
        there(commands);
    }

    /** All roads carry again what they are given. */
    void unmute() throws IOException {
        here("nft delete table inet mute");
        there("nft delete table inet mute");
    }

    /** Takes one of two ends of a road that a program makes into the other network: from now on the server is reached over it. */
    void adopt(String near, String here, String far) throws IOException {
        here(
                "ip link set " + far + " netns " + keeper.pid(),
                "ip address add " + here + "/32 dev " + near,
                "ip link set " + near + " up");
        there("ip link set " + far + " up", "ip route add " + here + " dev " + far + " src " + SERVER);
        here("ip route add " + SERVER + " dev " + near + " src " + here);
    }

    /** Has TCP of the server go by another rule for how much is on its way (tcp(7), tcp_congestion_control). */
    void changeCongestionControl(String name) throws IOException {
        there("sysctl --write net.ipv4.tcp_congestion_control=" + name);
    }

    /** A figure of TCP in the server's network, such as {@code RetransSegs} (RFC 4022). */
    long tcpFigure(String name) throws IOException {
        List<List<String>> lines = Files.readAllLines(Path.of("/proc/" + keeper.pid() + "/net/snmp")).stream()
                .filter(line -> line.startsWith("Tcp: "))
                .map(line -> List.of(line.split(" ")))
                .toList();
        return Long.parseLong(lines.get(1).get(lines.get(0).indexOf(name)));
    }

    /** How many bytes TCP there keeps for one address that it has not sent once yet, of all connections (ss(8), notsent). */
    long unsentTo(String address) throws IOException {
        Process asked = new ProcessBuilder(Stream.concat(
                                inside().stream(),
                                Stream.of("ss", "--tcp", "--numeric", "--info", "state", "established", "dst", address))
                        .toList())
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return UNSENT.matcher(said)
                .results()
                .mapToLong(bytes -> Long.parseLong(bytes.group(1)))
                .sum();
    }

    /** The rule by which TCP of the server says how much is on its way. */
    String congestionControl() throws IOException {
        Process asked = new ProcessBuilder(
                        Stream.concat(inside().stream(), Stream.of("cat", "/proc/sys/net/ipv4/tcp_congestion_control"))
                                .toList())
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private void link(String device, String here, String there) throws IOException {
        int length = here.contains(":") ? 64 : 24;
        here("ip link add " + device + " type veth peer name far netns " + keeper.pid());
        there(
                "ip link set far name " + device,
                "ip address add " + there + "/" + length + " dev " + device,
                "ip link set " + device + " up",
                // what a socket of all addresses sends from
                "ip route replace " + network(there) + " dev " + device + " src "
                        + (here.contains(":") ? SERVER_IPV6 + " metric 1" : SERVER));
        here("ip address add " + here + "/" + length + " dev " + device, "ip link set " + device + " up");
    }

    private static String network(String address) {
        return address.contains(":")
                ? address.replaceFirst("::.*", "::/64")
                : address.replaceFirst("[.][0-9]+$", ".0/24");
    }

    private void there(String... commands) throws IOException {
        for (String command : commands) {
            ShellCommand.run("nsenter --target " + keeper.pid() + " --net " + command);
        }
    }

    private static void here(String... commands) throws IOException {
        for (String command : commands) {
            ShellCommand.run(command);
        }
    }

    private static List<String> devices() {
        return Stream.concat(Stream.of("steady"), Arrays.stream(Road.values()).map(road -> road.device))
                .toList();
    }

    static InetAddress steady() {
        return InetAddress.ofLiteral(STEADY);
    }

    @Override
    public void close() throws IOException {
        keeper.destroy();
        ShellCommand.hasEnded(keeper);
        here("nft flush ruleset", "ip rule del from " + STEADY + " table 30");
        // a namespace goes with its last process, a while later, and takes its ends of the roads along
        for (String device : devices()) {
            ShellCommand.hasEnded(new ProcessBuilder("ip", "link", "del", device).start());
        }
    }
}
