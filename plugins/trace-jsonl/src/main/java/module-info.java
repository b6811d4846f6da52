/** A trace sink: every event as a line of JSON in rotated files, with a bound on disk. */
module org.livechat.plugin.tracejsonl {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.slf4j;

    provides org.livechat.api.trace.TraceSinkProvider with
            org.livechat.plugin.tracejsonl.JsonlProvider;
}
