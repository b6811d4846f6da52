package org.livechat.netlab;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** Addresses of this machine. */
final class OwnAddress {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private OwnAddress() {}

    /** One of IPv4 that is no loopback; what is sent to it stays on the machine all the same. */
    static InetAddress ofTheMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(OwnAddress::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow(() -> new IOException("Firefox takes no loopback address, and this machine has no other of"
                        + " IPv4; run the bench with tests/browser/own-network"));
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (IOException gone) {
            return false;
        }
    }
}
