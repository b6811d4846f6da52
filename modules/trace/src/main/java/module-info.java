/** What happens in the server, for operators to watch: a bounded bus and its stream over HTTP. */
module org.livechat.trace {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.livechat.http;
    requires tools.jackson.core;

    provides org.livechat.api.trace.TraceSinkProvider with
            org.livechat.trace.TraceBusProvider;
}
