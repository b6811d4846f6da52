/** UDP in and out: one port, owned by one thread, without allocation a packet. */
module org.livechat.transport {
    requires static org.jspecify;
    requires transitive org.livechat.api;

    exports org.livechat.transport;

    uses org.livechat.api.transport.DatagramTransport;

    provides org.livechat.api.transport.DatagramTransport with
            org.livechat.transport.LinuxTransport,
            org.livechat.transport.NioTransport;
}
