/** A codec that the relay passes on. */
module {{module}} {
    requires org.livechat.api;

    provides org.livechat.api.media.CodecProvider with
            {{package}}.Codec;
}
