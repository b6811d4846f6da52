/** Opcodes, messages, error codes, JSON mapping. */
module org.livechat.protocol {
    requires static org.jspecify;
    requires transitive org.livechat.api;
}
