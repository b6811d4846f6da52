/** SDP as WebRTC uses it (RFC 8866, RFC 8829): a bounded parser, and the answers of an ICE-lite server. */
@NullMarked
package org.livechat.rtc.sdp;

import org.jspecify.annotations.NullMarked;
