/** What happens in the server, for operators to watch: a bounded bus and its stream over HTTP. */
module org.livechat.trace {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires transitive org.livechat.http;
    requires tools.jackson.core;

    exports org.livechat.trace;
}
