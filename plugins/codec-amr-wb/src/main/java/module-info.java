/** A codec: AMR-WB (RFC 4867), the wideband speech codec of mobile networks and of MCPTT. */
module org.livechat.plugin.amrwb {
    requires static org.jspecify;
    requires org.livechat.api;

    provides org.livechat.api.media.CodecProvider with
            org.livechat.plugin.amrwb.AmrWb;
}
