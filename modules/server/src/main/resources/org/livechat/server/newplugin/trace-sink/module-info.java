/** A trace sink: tells the log what operators should hear of. */
module {{module}} {
    requires org.livechat.api;
    requires org.slf4j;

    provides org.livechat.api.trace.TraceSinkProvider with
            {{package}}.AlarmSinkProvider;
}
