/** The whole contract between the modules of livechat and for its plug-ins: small interfaces, records and enums. */
module org.livechat.api {
    requires static org.jspecify;

    exports org.livechat.api;
    exports org.livechat.api.control;
    exports org.livechat.api.floor;
    exports org.livechat.api.gateway;
    exports org.livechat.api.http;
    exports org.livechat.api.media;
    exports org.livechat.api.metrics;
    exports org.livechat.api.names;
    exports org.livechat.api.network;
    exports org.livechat.api.part;
    exports org.livechat.api.recording;
    exports org.livechat.api.store;
    exports org.livechat.api.trace;
    exports org.livechat.api.transport;
    exports org.livechat.api.watch;
}
