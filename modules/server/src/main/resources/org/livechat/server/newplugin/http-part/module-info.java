/** An HTTP part: says how many members each channel has. */
module {{module}} {
    requires org.livechat.api;
    requires org.livechat.http;

    provides org.livechat.api.http.HttpPartProvider with
            {{package}}.MembersPartProvider;
}
