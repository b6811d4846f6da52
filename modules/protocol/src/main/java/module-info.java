/** The wire protocol: opcodes, the messages of both directions as records, and their JSON form. */
module org.livechat.protocol {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.livechat.protocol;
}
