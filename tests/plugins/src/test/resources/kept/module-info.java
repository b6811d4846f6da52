module com.example.kept {
    requires org.livechat.api;
    requires org.livechat.http;

    provides org.livechat.api.AuthenticatorProvider with com.example.kept.Badges;
    provides org.livechat.api.floor.FloorPolicy with com.example.kept.Chairman;
    provides org.livechat.api.gateway.GatewayProvider with com.example.kept.Doors;
    provides org.livechat.api.http.HttpPartProvider with com.example.kept.Boards;
    provides org.livechat.api.media.CodecProvider with com.example.kept.Whistle;
    provides org.livechat.api.trace.TraceSinkProvider with com.example.kept.Tally;
}
